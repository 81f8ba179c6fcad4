import type { CheckoutState, CheckoutStep } from "../../../domain/checkout.ts";
import type { OrderId } from "../../../domain/ids.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";

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
          <Button onClick={() => dispatch({ type: "RetryCheckout", orderId })}>Try again</Button>
        }
      >
        {DOING[checkout.pending ?? "DebitForOrder"]} does not work, so it rests: {checkout.parked}
      </Notice>
    );
  }
  return <Notice tone={checkout.outcome === "failed" ? "past" : "done"}>{told(checkout)}</Notice>;
}

const DOING: { readonly [Step in CheckoutStep]: string } = {
  DebitForOrder: "Taking the money out of the wallet",
  ConfirmPayment: "Marking the order as paid",
  RefundOrder: "Giving the money back",
};

function told({ pending, outcome, reason }: CheckoutState): string {
  if (pending) return `${DOING[pending]} is under way.`;
  switch (outcome) {
    case "failed":
      return `The last payment failed. ${reason}`;
    case "refunded":
      return "The payment was given back.";
    default:
      return "Paid from the client’s wallet.";
  }
}
