import type { BookEvent } from "../../domain/events.ts";
import {
  type ClientId,
  checkoutOrderOf,
  clientStream,
  type OrderId,
  orderStream,
  walletOwnerOf,
} from "../../domain/ids.ts";
import { type OrderLine, orderTotal, plainMoney } from "../../domain/values/money.ts";
import type { StreamName } from "../../eventlog/envelope.ts";
import type { Relation, Values } from "./ocel-types.ts";

/** What an event tells, and of which objects. */
export interface ToldEvent {
  readonly values: Values;
  readonly relations: readonly Relation[];
}

/** The id of a product as an object: no stream is about it. */
export function productId(code: string): string {
  return `product-${code}`;
}

/** How an order has to do with its products; each is named once. */
export function contained(lines: readonly OrderLine[]): Relation[] {
  const codes = new Set(lines.map(({ productCode }) => productCode));
  return [...codes].map((code) => ({ objectId: productId(code), qualifier: "contains" }));
}

/** How an order has to do with its client. */
export function placedBy(client: ClientId): Relation {
  return { objectId: clientStream(client), qualifier: "placed by" };
}

/** How a wallet has to do with its client. */
export function belongingTo(client: ClientId): Relation {
  return { objectId: clientStream(client), qualifier: "belongs to" };
}

/**
 * Tells a known event. Other objects than products go by the names of their streams.
 * @param currency of the wallet that an event moves money of.
 */
export function tellEvent(
  event: BookEvent,
  stream: StreamName,
  currency: string | undefined,
): ToldEvent {
  switch (event.type) {
    case "BookOpened":
      return { values: {}, relations: [] };
    case "UsernameReserved":
      return { values: {}, relations: [about(clientStream(event.data.clientId))] };
    case "ClientRegistered": {
      const { username, name, email, phone } = event.data;
      return { values: { username, name, email, phone }, relations: [about(stream)] };
    }
    case "ClientChanged": {
      const texts = Object.entries(event.data).map(([field, text]) => [field, text ?? ""]);
      return { values: Object.fromEntries(texts), relations: [about(stream)] };
    }
    case "OrderPlaced":
      return tellPlaced(event.data, stream);
    case "OrderLinesChanged": {
      const { lines } = event.data;
      return { values: { lines: lines.length }, relations: [about(stream), ...contained(lines)] };
    }
    case "OrderCancelled":
    case "PaymentFailed":
      return { values: { reason: event.data.reason }, relations: [about(stream)] };
    case "OrderShipped":
    case "OrderPaid":
      return { values: {}, relations: [about(stream)] };
    case "PaymentRequested": {
      const { amount, currency: held } = event.data;
      const values = { amount: plainMoney(amount, held), currency: held };
      return { values, relations: [about(stream)] };
    }
    case "WalletOpened":
      return { values: { currency: event.data.currency }, relations: ofWallet(stream) };
    case "WalletCredited":
      return tellMove(event.data.amount, currency, [
        ...ofWallet(stream),
        ...ofOrder("refunds", event.data.refund),
      ]);
    case "WalletDebited":
      return tellMove(event.data.amount, currency, [
        ...ofWallet(stream),
        ...ofOrder("pays for", event.data.payment),
      ]);
    case "CheckoutParked":
      return { values: event.data, relations: ofOrder("about", checkoutOrderOf(stream)) };
    case "CheckoutRetried":
      return { values: {}, relations: ofOrder("about", checkoutOrderOf(stream)) };
    default:
      return event satisfies never;
  }
}

function tellPlaced(
  { clientId, lines, currency, reference }: Extract<BookEvent, { type: "OrderPlaced" }>["data"],
  stream: StreamName,
): ToldEvent {
  const total = plainMoney(orderTotal(lines) ?? 0, currency);
  return {
    values: { total, currency, lines: lines.length, reference },
    relations: [about(stream), placedBy(clientId), ...contained(lines)],
  };
}

function tellMove(
  amount: number,
  currency: string | undefined,
  relations: readonly Relation[],
): ToldEvent {
  const values = currency === undefined ? {} : { amount: plainMoney(amount, currency), currency };
  return { values, relations };
}

function about(objectId: string): Relation {
  return { objectId, qualifier: "about" };
}

function ofWallet(stream: StreamName): Relation[] {
  const owner = walletOwnerOf(stream);
  return owner === undefined ? [] : [about(stream), belongingTo(owner)];
}

function ofOrder(qualifier: string, id: OrderId | undefined): Relation[] {
  return id === undefined ? [] : [{ objectId: orderStream(id), qualifier }];
}
