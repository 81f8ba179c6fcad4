import type { Amount, Comparison } from "../../views/compare.ts";
import { formatChange } from "../format.ts";
import { listed } from "../listed.ts";
import { texts } from "../texts/texts.ts";

/** What differs, in one sentence: “3 clients added, 2 orders changed, balance + €410.00”. */
export function describeComparison(comparison: Comparison): string {
  const { clients, orders, wallets } = comparison;
  const facts = [
    counted(clients.added, texts.compare.clientsAdded),
    counted(clients.changed(), texts.compare.clientsChanged),
    counted(orders.added, texts.compare.ordersAdded),
    counted(orders.changed(), texts.compare.ordersChanged),
    counted(wallets.added, texts.compare.walletsAdded),
    counted(wallets.changed(), texts.compare.walletsChanged),
    amounts(comparison.orderValue(), texts.compare.orderValue),
    amounts(comparison.balance(), texts.compare.balance),
  ].filter((fact) => fact !== "");
  if (facts.length === 0) return texts.compare.nothing;
  return `${facts.join(", ")}.`.replace(/^./, (letter) => letter.toUpperCase());
}

function counted(count: number, say: (count: number) => string): string {
  return count === 0 ? "" : say(count);
}

function amounts(changes: readonly Amount[], say: (changes: string) => string): string {
  if (changes.length === 0) return "";
  return say(listed(changes.map(({ amount, currency }) => formatChange(amount, currency))));
}
