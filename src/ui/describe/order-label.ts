import type { Position } from "../../eventlog/envelope.ts";
import type { OrderRow } from "../../read-model/projections/orders.ts";
import type { History } from "../../read-model/read-model.ts";
import { standInFor } from "./stand-in.ts";

/** An order with the number people call it by and the names of its client. */
export interface NumberedOrder {
  readonly label: string;
  readonly order: OrderRow;
  /** What people call the client. */
  readonly client: string;
  /** What the client is known by to forms and files. */
  readonly username: string;
}

/** The order at a place (from 0, in order of creation) as of a position. Its number is its own reference, or its place. */
export function numberedOrder(
  history: History,
  place: number,
  at: Position,
): NumberedOrder | undefined {
  const [order] = history.orders.rows(at, place, place + 1);
  return order && named(history, order, order.reference ?? String(place + 1), at);
}

/** The same for an order known by its id. */
export function numberedOrderById(
  history: History,
  id: OrderRow["id"],
  at: Position,
): NumberedOrder | undefined {
  const order = history.orders.row(id, at);
  if (!order) return undefined;
  const [placed] = history.orders.changes(id, at);
  const label = order.reference ?? String(placed ? history.orders.count(placed.position) : "");
  return named(history, order, label, at);
}

function named(history: History, order: OrderRow, label: string, at: Position): NumberedOrder {
  const client = history.clients.row(order.clientId, at);
  const username = client?.username ?? standInFor(order.clientId, history);
  return { order, label, client: client?.name ?? username, username };
}
