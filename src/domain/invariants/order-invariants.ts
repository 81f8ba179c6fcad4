import type { StreamName } from "../../eventlog/envelope.ts";
import type { BookStates } from "../aggregate.ts";
import { type OrderState, order } from "../aggregates/order.ts";
import type { BookEvent } from "../events.ts";
import { orderIdOf } from "../ids.ts";
import { misplaced } from "./wrong-stream.ts";

/** An event of an order that was placed before. */
export type LaterOrderEvent = BookEvent & {
  type:
    | "OrderShipped"
    | "OrderCancelled"
    | "OrderLinesChanged"
    | "PaymentRequested"
    | "PaymentFailed"
    | "OrderPaid";
};

const DONE: { readonly [Type in LaterOrderEvent["type"]]: string } = {
  OrderShipped: "shipped",
  OrderCancelled: "cancelled",
  OrderLinesChanged: "changed",
  PaymentRequested: "to be paid",
  PaymentFailed: "not paid",
  OrderPaid: "paid",
};

/** Why a recorded event of an order could not have happened. */
export function orderBreach(
  event: LaterOrderEvent,
  stream: StreamName,
  state: BookStates,
): string | undefined {
  if (orderIdOf(stream) === undefined) return misplaced(event, stream);
  const found = state.stateOf(order, stream);
  const what = `an order is ${DONE[event.type]}`;
  if (found.status === "absent") return `${what} that was never placed`;
  if (found.status === "shipped" || found.status === "cancelled") {
    return `${what} that is already ${found.status}`;
  }
  const endsPayment = event.type === "PaymentFailed" || event.type === "OrderPaid";
  if (endsPayment !== (found.payment === "under-way")) {
    return endsPayment ? `${what} though nobody asked for it` : `${what} while it is being paid`;
  }
  return paymentBreach(event, found);
}

function paymentBreach(
  event: LaterOrderEvent,
  found: Exclude<OrderState, { status: "absent" }>,
): string | undefined {
  if (event.type !== "PaymentRequested" && event.type !== "OrderLinesChanged") return undefined;
  if (found.status === "paid") return `an order is ${DONE[event.type]} that is already paid`;
  if (event.type === "OrderLinesChanged") return undefined;
  const { amount, currency } = event.data;
  return amount === found.total && currency === found.currency
    ? undefined
    : "another amount is to be paid than the order's total";
}
