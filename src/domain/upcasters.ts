import type { Upcaster, UpcasterChain } from "../eventlog/upcast.ts";
import { USERNAME_FORM } from "./aggregates/username.ts";

// Version 2 says how usernames are compared. Books of version 1 all did it in the one way there was.
const withUsernameForm: Upcaster = (data) => ({ ...data, usernameForm: USERNAME_FORM });

/** A step to a version that only adds fields: what was written before says the same in it. */
export const asItStands: Upcaster = (data) => data;

/**
 * How every event type came to its newest version, step by step; `PAST_SHAPES` says what each step starts from. Grows at
 * its end alone: old logs open for ever.
 */
export const UPCASTERS = {
  BookOpened: [withUsernameForm],
  ClientRegistered: [],
  // Version 2 has the address.
  ClientChanged: [asItStands],
  UsernameReserved: [],
  OrderPlaced: [],
  OrderShipped: [],
  OrderCancelled: [],
  OrderLinesChanged: [],
  PaymentRequested: [],
  PaymentFailed: [],
  OrderPaid: [],
  WalletOpened: [],
  WalletCredited: [],
  WalletDebited: [],
  CheckoutParked: [],
  CheckoutRetried: [],
} as const satisfies Readonly<Record<string, UpcasterChain>>;
