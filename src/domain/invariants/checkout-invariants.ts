import type { StreamName } from "../../eventlog/envelope.ts";
import type { BookStates } from "../aggregate.ts";
import { checkout } from "../aggregates/checkout.ts";
import { order } from "../aggregates/order.ts";
import type { BookEvent } from "../events.ts";
import { checkoutOrderOf, orderStream } from "../ids.ts";
import { misplaced } from "./wrong-stream.ts";

/** Why a recorded event of a checkout could not have happened. */
export function checkoutBreach(
  event: BookEvent & { type: "CheckoutParked" | "CheckoutRetried" },
  stream: StreamName,
  state: BookStates,
): string | undefined {
  const orderId = checkoutOrderOf(stream);
  if (orderId === undefined) return misplaced(event, stream);
  if (state.stateOf(order, orderStream(orderId)).status === "absent") {
    return "a checkout is of an order that was never placed";
  }
  const { isParked } = state.stateOf(checkout, stream);
  if (isParked === (event.type === "CheckoutRetried")) return undefined;
  return isParked
    ? "a checkout is parked that is parked already"
    : "a checkout goes on that was not parked";
}
