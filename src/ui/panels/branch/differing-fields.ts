import type { DifferingRow } from "../../../views/differing-rows.ts";
import type { History } from "../../../views/history.ts";
import type { OrderRow } from "../../../views/orders.ts";
import type { WalletRow } from "../../../views/wallets.ts";
import { formatMoney } from "../../format.ts";
import { numberedOrderById } from "../../numbered-order.ts";

/** One field of a record as it is in each of two books; undefined where the record, or the field, is not there. */
export interface DifferingField {
  readonly key: string;
  readonly record: string;
  /** Empty where the whole record is in one of the books only. */
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Two books that are compared. */
export interface TwoBooks {
  readonly one: History;
  readonly other: History;
}

/** A record's difference field by field; in one line where it is in one of the books only. */
export function fieldsOf(row: DifferingRow, books: TwoBooks): readonly DifferingField[] {
  const record = nameOf(row, books);
  const key = `${row.kind} ${row.key}`;
  if (!row.one || !row.other) {
    const sides = {
      before: row.one && summaryOf(row.one),
      after: row.other && summaryOf(row.other),
    };
    return [{ key, record, field: "", ...sides }];
  }
  const currency = currencyOf(row);
  return row.fields.map(({ field, before, after }) => ({
    key: `${key} ${field}`,
    record,
    field: FIELDS[field] ?? field,
    before: say(field, before, currency),
    after: say(field, after, currency),
  }));
}

const FIELDS: { readonly [Field in string]?: string } = { email: "e-mail" };

function nameOf({ kind, key, one, other }: DifferingRow, books: TwoBooks): string {
  const history = one ? books.one : books.other;
  const at = history.head().position;
  switch (kind) {
    case "client":
      return `Client ${(one ?? other)?.username ?? key}`;
    case "wallet":
      return `Wallet of ${history.clients.row(key, at)?.username ?? key}`;
    case "order":
      return `Order ${numberedOrderById(history, key as OrderRow["id"], at)?.label ?? key}`;
    default:
      return kind satisfies never;
  }
}

function summaryOf(row: object): string {
  if ("username" in row) return "name" in row ? String(row.name) : String(row.username);
  if ("balance" in row) {
    const { balance, currency } = row as WalletRow;
    return formatMoney(balance, currency);
  }
  const { status, total, currency } = row as OrderRow;
  return `${status}, ${formatMoney(total, currency)}`;
}

function currencyOf({ one, other }: DifferingRow): string {
  const row = other ?? one;
  return row && "currency" in row ? row.currency : "";
}

function say(field: string, value: unknown, currency: string): string | undefined {
  if (value === undefined) return undefined;
  if (field === "total" || field === "balance") return formatMoney(value as number, currency);
  if (field === "lines") {
    const lines = value as OrderRow["lines"];
    return lines.map(({ quantity, productCode }) => `${quantity} × ${productCode}`).join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
