import { accept, type Book, type Decision, refuse } from "../aggregate.ts";
import type { PayOrder } from "../commands.ts";
import { type OrderId, orderStream } from "../ids.ts";
import { reject } from "../rejection.ts";
import { isAmount } from "../values/money.ts";
import { checkOpen, order } from "./order.ts";
import { credit, debit } from "./wallet-decider.ts";

/** Decides `PayOrder`: an open order that has something to pay, once. */
export function payOrder({ orderId }: PayOrder, state: Book): Decision {
  const closed = checkOpen(orderId, "paid", state);
  if (closed) return refuse(closed);
  const found = state.stateOf(order, orderStream(orderId));
  if (found.status === "absent") return refuse(notDue(orderId));
  if (found.status === "paid") {
    return refuse(reject("already-paid", "This order is paid already.", "orderId"));
  }
  const { total: amount, currency } = found;
  if (!isAmount(amount)) {
    const message = "This order costs nothing: there is nothing to pay.";
    return refuse(reject("invalid-amount", message, "orderId"));
  }
  return accept({
    stream: orderStream(orderId),
    type: "PaymentRequested",
    data: { amount, currency },
  });
}

/** Decides the checkout's `DebitForOrder`: takes what was requested out of the client's wallet. */
export function debitForOrder(orderId: OrderId, state: Book): Decision {
  const found = state.stateOf(order, orderStream(orderId));
  if (found.status === "absent" || found.payment !== "under-way") return refuse(notDue(orderId));
  const { clientId, total: amount, currency } = found;
  return debit(clientId, { amount, currency, payment: orderId }, state);
}

/** Decides the checkout's `ConfirmPayment`. */
export function confirmPayment(orderId: OrderId, state: Book): Decision {
  return endPayment(orderId, state, { type: "OrderPaid", data: {} });
}

/** Decides the checkout's `FailPayment`: the order can be paid again later. */
export function failPayment(orderId: OrderId, reason: string, state: Book): Decision {
  return endPayment(orderId, state, { type: "PaymentFailed", data: { reason } });
}

/** Decides the checkout's `RefundOrder`: gives back what was paid for an order that was cancelled. */
export function refundOrder(orderId: OrderId, state: Book): Decision {
  const found = state.stateOf(order, orderStream(orderId));
  if (found.status !== "cancelled" || found.payment !== "paid") return refuse(notDue(orderId));
  const { clientId, total: amount, currency } = found;
  return credit(clientId, { amount, currency, defaultCurrency: currency, refund: orderId }, state);
}

function endPayment(
  orderId: OrderId,
  state: Book,
  event:
    | { readonly type: "OrderPaid"; readonly data: Record<string, never> }
    | { readonly type: "PaymentFailed"; readonly data: { readonly reason: string } },
): Decision {
  const stream = orderStream(orderId);
  const found = state.stateOf(order, stream);
  if (found.status === "absent" || found.payment !== "under-way") return refuse(notDue(orderId));
  return accept({ stream, ...event });
}

function notDue(orderId: OrderId) {
  return reject("payment-not-due", `No payment of order ${orderId} is due.`, "orderId");
}
