import type { Amount, Comparison } from "../../views/compare.ts";
import { formatChange, formatCount } from "../format.ts";

/** What differs, in one sentence: “3 clients added, 2 orders changed, balance + €410.00”. */
export function describeComparison(comparison: Comparison): string {
  const { clients, orders, wallets } = comparison;
  const facts = [
    count(clients.added, "client", "added"),
    count(clients.changed(), "client", "changed"),
    count(orders.added, "order", "added"),
    count(orders.changed(), "order", "changed"),
    count(wallets.added, "wallet", "opened"),
    count(wallets.changed(), "wallet", "changed"),
    amounts("order value", comparison.orderValue()),
    amounts("balance", comparison.balance()),
  ].filter((fact) => fact !== "");
  if (facts.length === 0) return "No client, order or wallet differs.";
  return `${facts.join(", ")}.`.replace(/^./, (letter) => letter.toUpperCase());
}

function count(many: number, noun: string, verb: string): string {
  return many === 0 ? "" : `${formatCount(many)} ${noun}${many === 1 ? "" : "s"} ${verb}`;
}

function amounts(name: string, changes: readonly Amount[]): string {
  if (changes.length === 0) return "";
  const told = changes.map(({ amount, currency }) => formatChange(amount, currency));
  return `${name} ${told.join(" and ")}`;
}
