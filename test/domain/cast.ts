import { USERNAME_FORM, type UsernameKey } from "../../src/domain/aggregates/username.ts";
import { usernameStream } from "../../src/domain/aggregates/username-stream.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import {
  BOOK_STREAM,
  type ClientId,
  clientStream,
  type OrderId,
  orderStream,
  walletStream,
} from "../../src/domain/ids.ts";

/** The username key of the book in these stories. */
export const KEY = "0123456789abcdef".repeat(4) as UsernameKey;
/** Another key, which comes with a command and is not needed once the book has one. */
export const FRESH_KEY = "f".repeat(64) as UsernameKey;
/** A client's id. */
export const ADA = "7f3a" as ClientId;
/** Another client's id. */
export const BOB = "9c21" as ClientId;
/** An order's id. */
export const ORDER = "o-1" as OrderId;

/** The book got its key. */
export const opened: DecidedEvent = {
  stream: BOOK_STREAM,
  type: "BookOpened",
  data: { usernameKey: KEY, usernameForm: USERNAME_FORM },
};

/** A client came under a username. */
export function registered(clientId: ClientId, username: string): [DecidedEvent, DecidedEvent] {
  return [
    { stream: clientStream(clientId), type: "ClientRegistered", data: { username } },
    { stream: usernameStream(KEY, username), type: "UsernameReserved", data: { clientId } },
  ];
}

/** Ada's order of two pens. */
export const placed: DecidedEvent = {
  stream: orderStream(ORDER),
  type: "OrderPlaced",
  data: {
    clientId: ADA,
    lines: [{ productCode: "PEN", quantity: 2, unitPrice: 250 }],
    currency: "EUR",
  },
};

/** It left. */
export const shipped: DecidedEvent = { stream: orderStream(ORDER), type: "OrderShipped", data: {} };

/** It was called off. */
export const cancelled: DecidedEvent = {
  stream: orderStream(ORDER),
  type: "OrderCancelled",
  data: {},
};

/** Ada's wallet. */
export const walletOpened: DecidedEvent = {
  stream: walletStream(ADA),
  type: "WalletOpened",
  data: { currency: "EUR" },
};

/** So much was put into Ada's wallet, in cents. */
export function credited(amount: number, refund?: OrderId): DecidedEvent {
  const data = { amount, ...(refund && { refund }) };
  return { stream: walletStream(ADA), type: "WalletCredited", data };
}

/** So much was taken out of Ada's wallet, in cents. */
export function debited(amount: number, payment?: OrderId): DecidedEvent {
  const data = { amount, ...(payment && { payment }) };
  return { stream: walletStream(ADA), type: "WalletDebited", data };
}

/** Somebody wants to pay Ada's order. */
export const payRequested: DecidedEvent = {
  stream: orderStream(ORDER),
  type: "PaymentRequested",
  data: { amount: 500, currency: "EUR" },
};

/** It is paid. */
export const paid: DecidedEvent = { stream: orderStream(ORDER), type: "OrderPaid", data: {} };

/** It could not be paid. */
export const payFailed: DecidedEvent = {
  stream: orderStream(ORDER),
  type: "PaymentFailed",
  data: { reason: "no money" },
};
