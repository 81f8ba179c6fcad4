import type { EventType } from "../../domain/events.ts";

/** What OCEL knows of the kinds of values; each is written as a text. */
type ValueType = "string" | "integer" | "float";

/** The attributes of a type, by their names. */
type Attributes = { readonly [name: string]: ValueType };

/** What the objects of a log are, and what is told of each over time. */
export const OBJECT_TYPES = {
  client: {
    ...{ username: "string", name: "string", email: "string" },
    ...{ phone: "string", address: "string" },
  },
  order: {
    status: "string",
    total: "float",
    currency: "string",
    lines: "integer",
    reference: "string",
    reason: "string",
  },
  wallet: { balance: "float", currency: "string" },
  product: { code: "string" },
} as const satisfies { readonly [type: string]: Attributes };

/** One of them. */
export type ObjectType = keyof typeof OBJECT_TYPES;

/** What every event tells: events of one moment stand in their order by it. */
export const EVENT_ATTRIBUTES: Attributes = { position: "integer" };

/**
 * What the events of each type tell beside that. Passwords, even hashed ones, and the key of the book are not in here, and so in no
 * file.
 */
export const EVENT_TYPES: { readonly [Type in EventType]: Attributes } = {
  BookOpened: {},
  ClientRegistered: { username: "string", name: "string", email: "string", phone: "string" },
  UsernameReserved: {},
  ClientChanged: { name: "string", email: "string", phone: "string", address: "string" },
  OrderPlaced: { total: "float", currency: "string", lines: "integer", reference: "string" },
  OrderLinesChanged: { lines: "integer" },
  OrderShipped: {},
  OrderCancelled: { reason: "string" },
  PaymentRequested: { amount: "float", currency: "string" },
  PaymentFailed: { reason: "string" },
  OrderPaid: {},
  WalletOpened: { currency: "string" },
  WalletCredited: { amount: "float", currency: "string" },
  WalletDebited: { amount: "float", currency: "string" },
  CheckoutParked: { step: "string", reason: "string" },
  CheckoutRetried: {},
};

/** Values by the names of attributes; those that are undefined are not told. */
export type Values = { readonly [name: string]: string | number | undefined };

/** An object that an event or another object has to do with, and how. */
export interface Relation {
  readonly objectId: string;
  readonly qualifier: string;
}

/** A type as a file declares it. */
export function declaredType(name: string, attributes: Attributes): object {
  const declared = Object.entries(attributes).map(([attribute, type]) => ({
    name: attribute,
    type,
  }));
  return { name, attributes: declared };
}
