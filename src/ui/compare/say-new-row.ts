import { formatMoney } from "../format.ts";
import { rooms } from "../texts/rooms.ts";
import type { ComparedRow } from "./difference-lines.ts";

/** A record that is new, in a few words. */
export function sayNewRow(row: ComparedRow): string {
  if ("lines" in row) {
    const { lines, total, currency, status } = row;
    const facts = [rooms.orders.lines(lines.length), rooms.statuses[status]];
    return [formatMoney(total, currency), ...facts].join(", ");
  }
  if ("balance" in row) return formatMoney(row.balance, row.currency);
  return row.name ?? row.email ?? row.username;
}
