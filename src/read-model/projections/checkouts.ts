import { type CheckoutState, evolveCheckout } from "../../domain/aggregates/checkout.ts";
import type { BookEvent } from "../../domain/events.ts";
import { checkoutOrderOf, type OrderId, orderIdOf } from "../../domain/ids.ts";
import type { StreamName } from "../../eventlog/envelope.ts";
import type { KeyedProjection } from "./projection.ts";

/** Checkouts, one row an order that somebody wanted to pay. Their events stand in three kinds of streams. */
export const checkouts: KeyedProjection<CheckoutState> = {
  name: "checkouts",
  version: 1,
  keys: { are: "named", keyOf: ({ event, stream }) => checkoutOf(event, stream) },
  births: ["PaymentRequested", "WalletDebited", "OrderPaid", "PaymentFailed", "WalletCredited"],
  changes: ["OrderCancelled", "CheckoutParked", "CheckoutRetried"],
  evolve(row, viewEvent) {
    const orderId = checkoutOf(viewEvent.event, viewEvent.stream);
    return orderId === undefined ? row : evolveCheckout(row, orderId, viewEvent);
  },
};

/** The order whose checkout an event moves, if it moves one. */
export function checkoutOf(event: BookEvent, stream: StreamName): OrderId | undefined {
  switch (event.type) {
    case "WalletDebited":
      return event.data.payment;
    case "WalletCredited":
      return event.data.refund;
    case "PaymentRequested":
    case "PaymentFailed":
    case "OrderPaid":
    case "OrderCancelled":
      return orderIdOf(stream);
    default:
      return checkoutOrderOf(stream);
  }
}
