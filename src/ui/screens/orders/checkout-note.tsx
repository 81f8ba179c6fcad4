import type { CheckoutState } from "../../../domain/aggregates/checkout.ts";
import type { OrderId } from "../../../domain/ids.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useServices, useShownPosition } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

interface CheckoutNoteProps {
  readonly orderId: OrderId;
  dispatch(command: unknown): void;
}

/** Where an order's payment stands, and the way on where it needs a person. */
export function CheckoutNote({ orderId, dispatch }: CheckoutNoteProps) {
  const { checkouts } = useServices().session.history;
  const at = useShownPosition();
  const checkout = checkouts.row(orderId, at);
  if (!checkout) return null;
  if (checkout.parked !== undefined) {
    return (
      <Notice
        tone="refused"
        actions={
          <Button onClick={() => dispatch({ type: "RetryCheckout", orderId })}>
            {rooms.orders.payment.tryAgain}
          </Button>
        }
      >
        {rooms.orders.payment.rests[checkout.pending ?? "DebitForOrder"](checkout.parked)}
      </Notice>
    );
  }
  return <Notice tone={checkout.outcome === "failed" ? "past" : "done"}>{told(checkout)}</Notice>;
}

function told({ pending, outcome, reason }: CheckoutState): string {
  if (pending) return rooms.orders.payment.goesOn[pending];
  switch (outcome) {
    case "failed":
      return rooms.orders.payment.failed(reason ?? "");
    case "refunded":
      return rooms.orders.payment.refunded;
    default:
      return rooms.orders.payment.paid;
  }
}
