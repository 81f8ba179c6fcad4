import type { Position } from "../../eventlog/envelope.ts";
import type { History } from "../read-model.ts";

/**
 * The places, among all orders, of those that a client had placed by a position, the newest first. As far as `orderFacts` are
 * read.
 * @param client the client's place among all clients.
 */
export function ordersOf(
  { orders, orderFacts }: Pick<History, "orders" | "orderFacts">,
  client: number,
  at: Position,
): number[] {
  const places: number[] = [];
  for (let place = orders.count(at) - 1; place >= 0; place -= 1) {
    if (orderFacts.clientOf(place) === client + 1) places.push(place);
  }
  return places;
}
