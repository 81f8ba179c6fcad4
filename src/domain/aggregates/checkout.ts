import type { EventId } from "../../eventlog/envelope.ts";
import { type Aggregate, accept, type Book, type Decision, refuse } from "../aggregate.ts";
import type { CheckoutCommand } from "../commands.ts";
import type { BookEvent } from "../events.ts";
import { checkoutStream, type OrderId } from "../ids.ts";
import { reject } from "../rejection.ts";

/** A step that a checkout has still to take. */
export type CheckoutStep = "DebitForOrder" | "ConfirmPayment" | "RefundOrder";

/**
 * Where an order's checkout stands: a process manager, folded from the log like everything else. `PayOrder` asks for the
 * payment, the wallet is debited, the order is confirmed as paid; a paid order that is cancelled is refunded.
 */
export interface CheckoutState {
  readonly orderId: OrderId;
  /** What is to be done next; nothing when it has come to an end. */
  readonly pending?: CheckoutStep;
  /** The event that made it necessary. */
  readonly cause: EventId;
  readonly correlationId: string;
  /** How often somebody wanted the pending step tried again. */
  readonly retries: number;
  /** Why the pending step rests, if it does. */
  readonly parked?: string;
  /** How the last payment ended. */
  readonly outcome?: "paid" | "failed" | "refunded";
  /** Why it failed. */
  readonly reason?: string;
}

/** An event as a checkout sees it. */
export interface CheckoutEvent {
  readonly id: EventId;
  readonly correlationId: string;
  readonly event: BookEvent;
}

/** Folds the events about one order, of whatever stream. Pure and total. */
export function evolveCheckout(
  state: CheckoutState | undefined,
  orderId: OrderId,
  { id, correlationId, event }: CheckoutEvent,
): CheckoutState | undefined {
  const begin = { orderId, cause: id, correlationId, retries: 0 };
  switch (event.type) {
    case "PaymentRequested":
      return { ...begin, pending: "DebitForOrder" };
    case "WalletDebited":
      return { ...begin, pending: "ConfirmPayment" };
    case "OrderPaid":
      return { ...begin, outcome: "paid" };
    case "PaymentFailed":
      return { ...begin, outcome: "failed", reason: event.data.reason };
    case "OrderCancelled":
      return state?.outcome === "paid" ? { ...begin, pending: "RefundOrder" } : state;
    case "WalletCredited":
      return { ...begin, outcome: "refunded" };
    case "CheckoutParked":
      return state && { ...state, parked: event.data.reason };
    case "CheckoutRetried": {
      if (!state) return state;
      const { parked: _, ...going } = state;
      return { ...going, retries: state.retries + 1 };
    }
    default:
      return state;
  }
}

/** Whether somebody has to look at a checkout, as the stream about that says. */
export const checkout: Aggregate<{ readonly isParked: boolean }> = {
  initialState: { isParked: false },
  evolve: (state, event) => {
    if (event.type === "CheckoutParked") return { isParked: true };
    return event.type === "CheckoutRetried" ? { isParked: false } : state;
  },
};

/** Decides the checkout's `ParkCheckout`: once, until somebody wants it tried again. */
export function parkCheckout(
  { orderId, step, reason }: CheckoutCommand & { type: "ParkCheckout" },
  state: Book,
): Decision {
  const stream = checkoutStream(orderId);
  if (state.stateOf(checkout, stream).isParked) {
    return refuse(reject("payment-not-due", "This checkout is parked already.", "orderId"));
  }
  return accept({ stream, type: "CheckoutParked", data: { step, reason } });
}

/** Decides `RetryCheckout`: only what is parked can be tried again. */
export function retryCheckout(orderId: OrderId, state: Book): Decision {
  const stream = checkoutStream(orderId);
  if (!state.stateOf(checkout, stream).isParked) {
    const message = "Nothing of this order waits to be tried again.";
    return refuse(reject("not-parked", message, "orderId"));
  }
  return accept({ stream, type: "CheckoutRetried", data: {} });
}
