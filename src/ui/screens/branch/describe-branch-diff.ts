import type { DifferingRow } from "../../../read-model/queries/book-diff.ts";
import { listed } from "../../describe/join-list.ts";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import type { TwoBooks } from "./diff-fields.ts";

interface Compared extends TwoBooks {
  /** How the first book is called. */
  readonly name: string;
  readonly isCut: boolean;
}

const KINDS = [
  ["client", rooms.branch.clients],
  ["order", rooms.branch.orders],
  ["wallet", rooms.branch.wallets],
] as const;

/** What differs between a branch and the book it comes from, in a sentence or two. */
export function sayDifference(
  rows: readonly DifferingRow[],
  { one, other, name, isCut }: Compared,
): string {
  if (rows.length === 0) return rooms.branch.same(name);
  const counts = KINDS.flatMap(([kind, say]) => {
    const count = rows.filter((row) => row.kind === kind).length;
    return count > 0 ? [say(count)] : [];
  });
  const records = isCut ? rooms.branch.moreThan(listed(counts)) : listed(counts);
  const sentence = rooms.branch.differ(records, rows.length, name);
  const { valueMore, valueLess, walletsMore, walletsLess } = rooms.branch;
  const sums = [
    ...told(valueDifferences({ one, other }), valueMore, valueLess),
    ...(isCut ? [] : told(walletDifferences(rows), walletsMore, walletsLess)),
  ];
  return sums.length === 0 ? sentence : sentence + rooms.branch.here(listed(sums));
}

/** Sums in minor units by currency. */
type Sums = ReadonlyMap<string, bigint>;

function valueDifferences({ one, other }: TwoBooks): Sums {
  const sums = new Map<string, bigint>();
  for (const { currency, total } of other.orderSummary(other.head().position).totals) {
    sums.set(currency, (sums.get(currency) ?? 0n) + total);
  }
  for (const { currency, total } of one.orderSummary(one.head().position).totals) {
    sums.set(currency, (sums.get(currency) ?? 0n) - total);
  }
  return sums;
}

function walletDifferences(rows: readonly DifferingRow[]): Sums {
  const sums = new Map<string, bigint>();
  const add = (row: { currency: string; balance: number } | undefined, sign: 1n | -1n): void => {
    if (row) sums.set(row.currency, (sums.get(row.currency) ?? 0n) + sign * BigInt(row.balance));
  };
  for (const row of rows) {
    if (row.kind !== "wallet") continue;
    add(row.other, 1n);
    add(row.one, -1n);
  }
  return sums;
}

type Say = (sum: string) => string;

function told(sums: Sums, more: Say, less: Say): string[] {
  return [...sums].flatMap(([currency, sum]) => {
    const amount = formatMoney(sum < 0n ? -sum : sum, currency);
    return sum === 0n ? [] : [sum > 0n ? more(amount) : less(amount)];
  });
}
