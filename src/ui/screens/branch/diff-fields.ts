import type { OrderRow } from "../../../read-model/projections/orders.ts";
import type { WalletRow } from "../../../read-model/projections/wallets.ts";
import type { DifferingRow } from "../../../read-model/queries/book-diff.ts";
import type { FieldChange } from "../../../read-model/queries/field-diff.ts";
import type { History } from "../../../read-model/read-model.ts";
import { fieldWords, sayField } from "../../describe/describe-field.ts";
import { numberedOrderById } from "../../describe/order-label.ts";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** One field of a record that differs; none where the whole record is in one of the books only. */
export interface DifferingField {
  readonly key: string;
  readonly row: DifferingRow;
  readonly change?: FieldChange;
}

/** Two books that are compared. */
export interface TwoBooks {
  readonly one: History;
  readonly other: History;
}

/** A record's difference field by field; in one line where it is in one of the books only. */
export function fieldsOf(row: DifferingRow): readonly DifferingField[] {
  const key = `${row.kind} ${row.key}`;
  if (!row.one || !row.other) return [{ key, row }];
  return row.fields.map((change) => ({ key: `${key} ${change.field}`, row, change }));
}

/** How a record is called. */
export function recordName({ kind, key, one, other }: DifferingRow, books: TwoBooks): string {
  const history = one ? books.one : books.other;
  const at = history.head().position;
  switch (kind) {
    case "client":
      return rooms.clients.named((one ?? other)?.username ?? key);
    case "wallet":
      return rooms.wallets.named(history.clients.row(key, at)?.username ?? key);
    case "order":
      return rooms.orders.named(
        numberedOrderById(history, key as OrderRow["id"], at)?.label ?? key,
      );
    default:
      return kind satisfies never;
  }
}

/** How a field is called; nothing where the whole record is meant. */
export function fieldName({ change }: DifferingField): string {
  return change ? fieldWords(change.field) : "";
}

/** What stands there in one of the books, in words; undefined where nothing does. */
export function sayValue(
  { row, change }: DifferingField,
  side: "one" | "other",
): string | undefined {
  const record = row[side];
  if (!change) return record && summaryOf(record);
  const { field, before, after } = change;
  const [value, other] = side === "one" ? [before, after] : [after, before];
  return value === undefined
    ? undefined
    : sayField(field, value, { currency: currencyOf(row) }, other);
}

function summaryOf(row: object): string {
  if ("username" in row) return "name" in row ? String(row.name) : String(row.username);
  if ("balance" in row) {
    const { balance, currency } = row as WalletRow;
    return formatMoney(balance, currency);
  }
  const { status, total, currency } = row as OrderRow;
  return [rooms.statuses[status], formatMoney(total, currency)].join(", ");
}

function currencyOf({ one, other }: DifferingRow): string {
  const row = other ?? one;
  return row && "currency" in row ? row.currency : "";
}
