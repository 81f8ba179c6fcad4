import { type BookEvent, knownEvent } from "../../domain/events.ts";
import {
  type ClientId,
  checkoutOrderOf,
  clientIdOf,
  type OrderId,
  orderIdOf,
  walletOwnerOf,
} from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { History } from "../../read-model/read-model.ts";
import { wayTo } from "../context/use-opened.ts";
import { formatMoney } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { fieldWords } from "./describe-field.ts";
import { numberedOrderById } from "./order-label.ts";
import { standInFor } from "./stand-in.ts";

/** An event in a few words, and the way to the record it is about. */
export interface SaidEvent {
  readonly what: string;
  /** Absent where it is about no record that has a screen. */
  readonly way?: string;
}

/** What an event says happened, such as “Order 10525 placed”, with the names of its moment. */
export function sayEvent(history: History, position: Position): SaidEvent {
  const recorded = history.event(position);
  if (!recorded) return { what: rooms.happened.event(position) };
  const { stream, type } = recorded;
  const event = knownEvent(recorded);
  if (!event) return { what: type };
  const clientId = clientIdOf(stream);
  if (clientId) return ofClient(event, clientId, history, position);
  const owner = walletOwnerOf(stream);
  if (owner) return ofWallet(event, owner, history, position);
  const orderId = orderIdOf(stream) ?? checkoutOrderOf(stream);
  return orderId ? ofOrder(event, orderId, history, position) : { what: type };
}

const DONE_TO_ORDER: { readonly [Type in BookEvent["type"]]?: (order: string) => string } =
  rooms.happened.order;

function ofOrder({ type }: BookEvent, id: OrderId, history: History, at: Position): SaidEvent {
  const label = numberedOrderById(history, id, at)?.label ?? id;
  const say = DONE_TO_ORDER[type];
  return {
    what: say ? say(label) : rooms.happened.other(rooms.orders.named(label), type),
    way: wayTo("orders", id),
  };
}

function ofClient(event: BookEvent, id: ClientId, history: History, at: Position): SaidEvent {
  const way = wayTo("clients", id);
  const name = nameOf(id, history, at);
  if (event.type === "ClientRegistered") return { what: rooms.happened.clientAdded(name), way };
  if (event.type !== "ClientChanged") return { what: rooms.happened.other(name, event.type), way };
  const fields = Object.keys(event.data).map(fieldWords).join(", ");
  return { what: rooms.happened.clientChanged(name, fields), way };
}

function ofWallet(event: BookEvent, owner: ClientId, history: History, at: Position): SaidEvent {
  const way = wayTo("wallets", owner);
  const whose = nameOf(owner, history, at);
  if (event.type !== "WalletCredited" && event.type !== "WalletDebited") {
    return { what: rooms.happened.walletOpened(whose), way };
  }
  const currency = history.wallets.row(owner, at)?.currency ?? "";
  const amount = formatMoney(event.data.amount, currency);
  const say = rooms.happened[event.type === "WalletCredited" ? "credited" : "debited"];
  return { what: say(amount, whose), way };
}

function nameOf(id: ClientId, history: History, at: Position): string {
  return history.clients.row(id, at)?.username ?? standInFor(id, history);
}
