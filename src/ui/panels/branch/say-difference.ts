import type { DifferingRow } from "../../../views/differing-rows.ts";
import { formatCount, formatMoney } from "../../format.ts";
import type { TwoBooks } from "./differing-fields.ts";

interface Compared extends TwoBooks {
  /** How the first book is called. */
  readonly name: string;
  readonly isCut: boolean;
}

/** What differs between a branch and the book it comes from, in a sentence or two. */
export function sayDifference(
  rows: readonly DifferingRow[],
  { one, other, name, isCut }: Compared,
): string {
  if (rows.length === 0) return `This branch and “${name}” tell the same: nothing differs.`;
  const counts = (["client", "order", "wallet"] as const)
    .map((kind) => [kind, rows.filter((row) => row.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${formatCount(count)} ${kind}${count === 1 ? "" : "s"}`);
  const sums = [
    ...valueDifferences({ one, other }).map((said) => `order value is ${said}`),
    ...(isCut ? [] : walletDifferences(rows).map((said) => `wallets hold ${said}`)),
  ];
  const sentence = `${isCut ? "More than " : ""}${listed(counts)} ${rows.length === 1 ? "differs" : "differ"} from “${name}”.`;
  return sums.length === 0 ? sentence : `${sentence} Here ${listed(sums)}.`;
}

function valueDifferences({ one, other }: TwoBooks): string[] {
  const sums = new Map<string, number>();
  for (const { currency, total } of other.orderSummary(other.head().position).totals) {
    sums.set(currency, (sums.get(currency) ?? 0) + total);
  }
  for (const { currency, total } of one.orderSummary(one.head().position).totals) {
    sums.set(currency, (sums.get(currency) ?? 0) - total);
  }
  return said(sums);
}

function walletDifferences(rows: readonly DifferingRow[]): string[] {
  const sums = new Map<string, number>();
  const add = (row: { currency: string; balance: number } | undefined, sign: 1 | -1): void => {
    if (row) sums.set(row.currency, (sums.get(row.currency) ?? 0) + sign * row.balance);
  };
  for (const row of rows) {
    if (row.kind !== "wallet") continue;
    add(row.other, 1);
    add(row.one, -1);
  }
  return said(sums);
}

function said(sums: ReadonlyMap<string, number>): string[] {
  return [...sums].flatMap(([currency, sum]) =>
    sum === 0 ? [] : `${formatMoney(Math.abs(sum), currency)} ${sum > 0 ? "more" : "less"}`,
  );
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
