import type { StreamName } from "../eventlog/envelope.ts";

declare const brand: unique symbol;

/** Opaque id of a client: never a name, so that a client can be forgotten. */
export type ClientId = string & { readonly [brand]: "ClientId" };
/** Opaque id of an order. */
export type OrderId = string & { readonly [brand]: "OrderId" };
/** Id of a book, a UUID: names its database, and the source of its events in a log file. */
export type BookId = string & { readonly [brand]: "BookId" };

/** How the streams of clients begin, before the id; and those of orders, wallets and checkouts. */
export const CLIENT = "client-";
/** See `CLIENT`. */
export const ORDER = "order-";
/** See `CLIENT`. */
export const WALLET = "wallet-";
const CHECKOUT = "checkout-";

/** The one stream about the book itself. */
export const BOOK_STREAM = "book" as StreamName;

/** Stream of a client. */
export function clientStream(id: ClientId): StreamName {
  return `${CLIENT}${id}` as StreamName;
}

/** Stream of an order. */
export function orderStream(id: OrderId): StreamName {
  return `${ORDER}${id}` as StreamName;
}

/** The client a stream is about, if it is about one. */
export function clientIdOf(stream: StreamName): ClientId | undefined {
  return stream.startsWith(CLIENT) ? (stream.slice(CLIENT.length) as ClientId) : undefined;
}

/** The order a stream is about, if it is about one. */
export function orderIdOf(stream: StreamName): OrderId | undefined {
  return stream.startsWith(ORDER) ? (stream.slice(ORDER.length) as OrderId) : undefined;
}

/** Stream of a client's wallet: one each. */
export function walletStream(owner: ClientId): StreamName {
  return `${WALLET}${owner}` as StreamName;
}

/** The client whose wallet a stream is about, if it is about one. */
export function walletOwnerOf(stream: StreamName): ClientId | undefined {
  return stream.startsWith(WALLET) ? (stream.slice(WALLET.length) as ClientId) : undefined;
}

/** Stream about how an order's payment is carried out, where that needed a person. */
export function checkoutStream(id: OrderId): StreamName {
  return `${CHECKOUT}${id}` as StreamName;
}

/** The order whose checkout a stream is about, if it is about one. */
export function checkoutOrderOf(stream: StreamName): OrderId | undefined {
  return stream.startsWith(CHECKOUT) ? (stream.slice(CHECKOUT.length) as OrderId) : undefined;
}
