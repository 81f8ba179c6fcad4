import type { Details } from "./aggregates/client.ts";
import type { UsernameKey } from "./aggregates/username.ts";
import type { ClientId, OrderId } from "./ids.ts";
import type { OrderLine } from "./values/money.ts";

/** Adds a client under a username that nobody else has. */
export interface RegisterClient extends Details {
  readonly type: "RegisterClient";
  readonly clientId: ClientId;
  readonly username: string;
  /** Random; becomes the book's key if the book has none yet. */
  readonly freshKey: UsernameKey;
}

/** Places an order for a client, named by id or username. */
export interface PlaceOrder {
  readonly type: "PlaceOrder";
  readonly orderId: OrderId;
  readonly client: string;
  readonly lines: readonly OrderLine[];
  readonly currency: string;
  readonly reference?: string;
}

/** Marks an open order as shipped. */
export interface ShipOrder {
  readonly type: "ShipOrder";
  readonly orderId: OrderId;
}

/** Cancels an open order. */
export interface CancelOrder {
  readonly type: "CancelOrder";
  readonly orderId: OrderId;
  readonly reason?: string;
  /** The version of the order that was seen when it was called off. */
  readonly expectedVersion?: number;
}

/** Changes what is known of a client. A field that is left out stays, an empty one is taken away. */
export interface ChangeClient extends Details {
  readonly type: "ChangeClient";
  readonly client: string;
  /** The version of the client that was seen when the change was made. */
  readonly expectedVersion?: number;
}

/** Changes the lines of an order while it is open. */
export interface ChangeOrderLines {
  readonly type: "ChangeOrderLines";
  readonly orderId: OrderId;
  readonly lines: readonly OrderLine[];
  /** The version of the order that was seen when the change was made. */
  readonly expectedVersion?: number;
}

/** Puts money into a client's wallet, and opens it with the first. Minor units. */
export interface CreditWallet {
  readonly type: "CreditWallet";
  readonly client: string;
  readonly amount: number;
  /** The wallet's own when left out; of a new wallet, the book's default. */
  readonly currency?: string;
  /** The version of the wallet that the amount was worked out from; 0 before it is opened. */
  readonly expectedVersion?: number;
  readonly defaultCurrency: string;
}

/** Takes money out of a client's wallet. Minor units. */
export interface DebitWallet {
  readonly type: "DebitWallet";
  readonly client: string;
  readonly amount: number;
  /** The wallet's own when left out. */
  readonly currency?: string;
  /** The version of the wallet that the amount was worked out from. */
  readonly expectedVersion?: number;
}

/** Asks for an order to be paid from its client's wallet. */
export interface PayOrder {
  readonly type: "PayOrder";
  readonly orderId: OrderId;
}

/** Lets a parked checkout try its step again. */
export interface RetryCheckout {
  readonly type: "RetryCheckout";
  readonly orderId: OrderId;
}

/** A step of a checkout: sent by the workflow alone, never by people. */
export type CheckoutCommand =
  | { readonly type: "DebitForOrder" | "ConfirmPayment" | "RefundOrder"; readonly orderId: OrderId }
  | { readonly type: "FailPayment"; readonly orderId: OrderId; readonly reason: string }
  | {
      readonly type: "ParkCheckout";
      readonly orderId: OrderId;
      readonly step: string;
      readonly reason: string;
    };

/** A command ready to be decided: ids and randomness are in it, so that deciding is pure. */
export type Command =
  | RegisterClient
  | ChangeClient
  | PlaceOrder
  | ChangeOrderLines
  | ShipOrder
  | CancelOrder
  | PayOrder
  | RetryCheckout
  | CreditWallet
  | DebitWallet
  | CheckoutCommand;
