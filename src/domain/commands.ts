import type { ClientId, OrderId } from "./ids.ts";
import type { OrderLine } from "./money.ts";
import type { UsernameKey } from "./username.ts";

/** Adds a client under a username that nobody else has. */
export interface RegisterClient {
  readonly type: "RegisterClient";
  readonly clientId: ClientId;
  readonly username: string;
  readonly passwordHash?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
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
}

/** A command ready to be decided: ids, randomness and password hash are in it, so that deciding is pure. */
export type Command = RegisterClient | PlaceOrder | ShipOrder | CancelOrder;
