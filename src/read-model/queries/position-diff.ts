import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { OrderRow } from "../projections/orders.ts";
import type { WalletRow } from "../projections/wallets.ts";
import type { History } from "../read-model.ts";
import { type ComparedRows, compareRows } from "./row-diff.ts";

/** An amount in minor units of its currency; below 0 where it became less. */
export interface Amount {
  readonly currency: string;
  readonly amount: bigint;
}

/** The rows of the views that a comparison looks at. */
export interface ComparedViews {
  readonly clients: ComparedRows<ClientRow>;
  readonly orders: ComparedRows<OrderRow>;
  readonly wallets: ComparedRows<WalletRow>;
}

/** What differs between two positions of a book. */
export interface Comparison extends ComparedViews {
  readonly from: Position;
  readonly to: Position;
  /** Looks at what happened in between, a step at a time; may be put down and left at any step. */
  look(): Generator<void>;
  /** How many rows there are to look at, and how many of them were. */
  progress(): { readonly done: number; readonly total: number };
  /** How much more the orders are worth, cancelled ones left out; one amount a currency, none of nothing. */
  orderValue(): readonly Amount[];
  /** How much more there is in all wallets together, as far as they were looked at; one amount a currency, none of nothing. */
  balance(): readonly Amount[];
}

/** Compares a book as of two positions, the earlier one first. */
export function compare(
  history: Pick<History, "clients" | "orders" | "wallets" | "orderSummary">,
  from: Position,
  to: Position,
): Comparison {
  const balances = new Map<string, bigint>();
  const clients = compareRows(history.clients, from, to);
  const orders = compareRows(history.orders, from, to);
  const wallets = compareRows(history.wallets, from, to, ({ before, after }) => {
    const more = BigInt(after.balance) - BigInt(before?.balance ?? 0);
    balances.set(after.currency, (balances.get(after.currency) ?? 0n) + more);
  });
  const all = [clients, orders, wallets];

  return {
    ...{ from, to, clients, orders, wallets },
    *look() {
      for (const rows of all) yield* rows.look();
    },
    progress() {
      const told = all.map((rows) => rows.progress());
      return {
        done: told.reduce((sum, { done }) => sum + done, 0),
        total: told.reduce((sum, { total }) => sum + total, 0),
      };
    },
    orderValue() {
      const values = new Map<string, bigint>();
      for (const [sign, at] of [[-1n, from] as const, [1n, to] as const]) {
        for (const { currency, total } of history.orderSummary(at).totals) {
          values.set(currency, (values.get(currency) ?? 0n) + sign * total);
        }
      }
      return amountsOf(values);
    },
    balance: () => amountsOf(balances),
  };
}

function amountsOf(amounts: ReadonlyMap<string, bigint>): Amount[] {
  return [...amounts]
    .flatMap(([currency, amount]) => (amount === 0n ? [] : { currency, amount }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}
