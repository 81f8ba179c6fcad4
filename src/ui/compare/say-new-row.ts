import { formatMoney } from "../format.ts";
import { texts } from "../texts/texts.ts";
import type { ComparedRow } from "./difference-lines.ts";

/** A record that is new, in a few words. */
export function sayNewRow(row: ComparedRow): string {
  if ("lines" in row) {
    const { lines, total, currency, status } = row;
    const facts = [texts.orders.lines(lines.length), texts.statuses[status]];
    return [formatMoney(total, currency), ...facts].join(", ");
  }
  if ("balance" in row) return formatMoney(row.balance, row.currency);
  return row.name ?? row.email ?? row.username;
}
