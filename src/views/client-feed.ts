import type { Position } from "../eventlog/envelope.ts";
import { ordersOf } from "./client-orders.ts";
import type { ClientRow } from "./clients.ts";
import type { History } from "./history.ts";
import type { ViewEvent } from "./projection.ts";

/** Orders whose events are told: the newest of them. */
const ORDERS = 50;

/** Everything that happened to a client by a position, the newest first: to the client, the wallet, and the newest orders. */
export function feedOf(
  history: Pick<History, "clients" | "wallets" | "orders" | "orderFacts">,
  id: ClientRow["id"],
  at: Position,
): ViewEvent[] {
  const { clients, wallets, orders } = history;
  const places = ordersOf(history, clients.placeOf(id), at).slice(0, ORDERS);
  const ofOrders = places.flatMap((place) =>
    orders.rows(at, place, place + 1).flatMap((order) => orders.changes(order.id, at)),
  );
  return [...clients.changes(id, at), ...wallets.changes(id, at), ...ofOrders].sort(
    (one, other) => other.position - one.position,
  );
}
