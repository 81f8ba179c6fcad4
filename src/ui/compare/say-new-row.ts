import { formatCount, formatMoney } from "../format.ts";
import type { ComparedRow } from "./difference-lines.ts";

/** A record that is new, in a few words. */
export function sayNewRow(row: ComparedRow): string {
  if ("lines" in row) {
    const { lines, total, currency, status } = row;
    const many = `${formatCount(lines.length)} ${lines.length === 1 ? "line" : "lines"}`;
    return `${formatMoney(total, currency)}, ${many}, ${status}`;
  }
  if ("balance" in row) return formatMoney(row.balance, row.currency);
  return row.name ?? row.email ?? row.username;
}
