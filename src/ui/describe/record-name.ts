import {
  type ClientId,
  clientIdOf,
  type OrderId,
  orderIdOf,
  walletOwnerOf,
} from "../../domain/ids.ts";
import type { Position, StreamName } from "../../eventlog/envelope.ts";
import type { RowView } from "../../read-model/projections/all-projections.ts";
import type { History } from "../../read-model/read-model.ts";
import { wayTo } from "../context/use-opened.ts";
import { rooms } from "../i18n/screen-texts.ts";
import type { Wording } from "./describe-field.ts";
import { numberedOrderById } from "./order-label.ts";

/** What people call a row, as of a position: “Client ada”, “Order 12”, “Wallet of ada”. */
export function rowName(history: History, view: RowView, key: string, at: Position): string {
  const wording = wordingAt(history, at);
  const client = () => wording.nameOf?.("client", key) ?? key;
  const order = () => wording.nameOf?.("order", key) ?? key;
  switch (view) {
    case "clients":
      return rooms.clients.named(client());
    case "wallets":
      return rooms.wallets.named(client());
    case "orders":
      return rooms.orders.named(order());
    case "checkouts":
      return rooms.values.checkoutOf(order());
  }
}

/** The same of the record that a stream is about; undefined for a stream about something else. */
export function recordName(history: History, stream: StreamName, at: Position): string | undefined {
  const [client, order, owner] = [clientIdOf(stream), orderIdOf(stream), walletOwnerOf(stream)];
  if (client !== undefined) return rowName(history, "clients", client, at);
  if (order !== undefined) return rowName(history, "orders", order, at);
  return owner && rowName(history, "wallets", owner, at);
}

/** The way to the screen that shows a row. */
export function wayToRow(view: RowView, key: string): string {
  return wayTo(view === "checkouts" ? "orders" : view, key);
}

/** The words for values as of a position, with the names that ids stood for then. */
export function wordingAt(history: History, at: Position, currency?: string): Wording {
  return {
    currency,
    nameOf: (kind, id) =>
      kind === "client"
        ? history.clients.row(id as ClientId, at)?.username
        : numberedOrderById(history, id as OrderId, at)?.label,
  };
}
