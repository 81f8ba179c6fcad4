import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import type { ComparedRow } from "./diff-lines.ts";

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
