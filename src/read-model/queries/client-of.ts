import { checkoutOrderOf, clientIdOf, orderIdOf, walletOwnerOf } from "../../domain/ids.ts";
import type { Position, StreamName } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { History } from "../read-model.ts";

/** The client whom a stream is about, as known at a position: it is the client's own, or that of a wallet, order or checkout. */
export function clientOf(
  stream: StreamName,
  history: Pick<History, "clients" | "orders">,
  at: Position,
): ClientRow | undefined {
  const order = orderIdOf(stream) ?? checkoutOrderOf(stream);
  const id =
    clientIdOf(stream) ??
    walletOwnerOf(stream) ??
    (order && history.orders.row(order, at)?.clientId);
  return id && history.clients.row(id, at);
}
