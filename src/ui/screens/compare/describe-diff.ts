import type { Amount, Comparison } from "../../../read-model/queries/position-diff.ts";
import { listed } from "../../describe/join-list.ts";
import { formatChange } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** What differs, in one sentence: “3 clients added, 2 orders changed, balance + €410.00”. */
export function describeComparison(comparison: Comparison): string {
  const { clients, orders, wallets } = comparison;
  const facts = [
    counted(clients.added, rooms.compare.clientsAdded),
    counted(clients.changed(), rooms.compare.clientsChanged),
    counted(orders.added, rooms.compare.ordersAdded),
    counted(orders.changed(), rooms.compare.ordersChanged),
    counted(wallets.added, rooms.compare.walletsAdded),
    counted(wallets.changed(), rooms.compare.walletsChanged),
    amounts(comparison.orderValue(), rooms.compare.orderValue),
    amounts(comparison.balance(), rooms.compare.balance),
  ].filter((fact) => fact !== "");
  if (facts.length === 0) return rooms.compare.nothing;
  return `${facts.join(", ")}.`.replace(/^./, (letter) => letter.toUpperCase());
}

function counted(count: number, say: (count: number) => string): string {
  return count === 0 ? "" : say(count);
}

function amounts(changes: readonly Amount[], say: (changes: string) => string): string {
  if (changes.length === 0) return "";
  return say(listed(changes.map(({ amount, currency }) => formatChange(amount, currency))));
}
