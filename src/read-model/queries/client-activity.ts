import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { ViewEvent } from "../projections/projection.ts";
import type { History } from "../read-model.ts";
import { ordersOf } from "./client-orders.ts";

/** Orders whose events are told: the newest of them. */
const ORDERS = 50;

type Told = Pick<History, "clients" | "wallets" | "orders" | "orderFacts">;

/** Everything that happened to a client by a position, the newest first: to the client, the wallet, and the newest orders. */
export function feedOf(history: Told, id: ClientRow["id"], at: Position): ViewEvent[] {
  const places = ordersOf(history, history.clients.placeOf(id), at).slice(0, ORDERS);
  return told(
    history,
    id,
    at,
    places.flatMap((place) => lifeOfOrder(history, place, at)),
  );
}

/** The same with all orders, one after the other, since there may be very many. */
export function* wholeFeedOf(
  history: Told,
  id: ClientRow["id"],
  at: Position,
): Generator<void, ViewEvent[]> {
  yield* history.orderFacts.read();
  const ofOrders: ViewEvent[] = [];
  for (const place of ordersOf(history, history.clients.placeOf(id), at)) {
    ofOrders.push(...lifeOfOrder(history, place, at));
    yield;
  }
  return told(history, id, at, ofOrders);
}

function lifeOfOrder({ orders }: Told, place: number, at: Position): readonly ViewEvent[] {
  return orders.rows(at, place, place + 1).flatMap(({ id }) => orders.changes(id, at));
}

function told(
  { clients, wallets }: Told,
  id: ClientRow["id"],
  at: Position,
  ofOrders: readonly ViewEvent[],
): ViewEvent[] {
  return [...clients.changes(id, at), ...wallets.changes(id, at), ...ofOrders].sort(
    (one, other) => other.position - one.position,
  );
}
