import type { CheckoutState } from "../../../domain/checkout.ts";
import type { OrderId } from "../../../domain/ids.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { texts } from "../../texts/texts.ts";

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
            {texts.orders.payment.tryAgain}
          </Button>
        }
      >
        {texts.orders.payment.rests[checkout.pending ?? "DebitForOrder"](checkout.parked)}
      </Notice>
    );
  }
  return <Notice tone={checkout.outcome === "failed" ? "past" : "done"}>{told(checkout)}</Notice>;
}

function told({ pending, outcome, reason }: CheckoutState): string {
  if (pending) return texts.orders.payment.goesOn[pending];
  switch (outcome) {
    case "failed":
      return texts.orders.payment.failed(reason ?? "");
    case "refunded":
      return texts.orders.payment.refunded;
    default:
      return texts.orders.payment.paid;
  }
}
