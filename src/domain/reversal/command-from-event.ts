import type { CommandInput } from "../command-schema.ts";
import { checkoutOrderOf, clientIdOf, orderIdOf, walletOwnerOf } from "../ids.ts";
import type { StreamEvent } from "./stream-event.ts";

/**
 * The command that would make an event happen again, in this book or another. It names its records
 * by their ids, whatever was typed: elsewhere the same name may be somebody else's. Undefined for a
 * workflow's step, and for an event that only goes along with another one of its command. A hash
 * that a registration of an earlier release has stays behind.
 * @param currency of the wallet, for an event that moves money: a wallet that is not there yet is to be opened in it.
 */
export function commandMeant(
  { event, stream }: Pick<StreamEvent, "event" | "stream">,
  currency?: string,
): CommandInput | undefined {
  switch (event.type) {
    case "ClientRegistered": {
      const clientId = clientIdOf(stream);
      const { passwordHash: _, ...details } = event.data;
      return clientId && { type: "RegisterClient", clientId, ...details };
    }
    case "ClientChanged": {
      const client = clientIdOf(stream);
      const texts = Object.entries(event.data).map(([field, text]) => [field, text ?? ""]);
      return client && { type: "ChangeClient", client, ...Object.fromEntries(texts) };
    }
    case "WalletCredited":
    case "WalletDebited": {
      const client = walletOwnerOf(stream);
      const isStep = "refund" in event.data || "payment" in event.data;
      if (!client || isStep) return undefined;
      const type = event.type === "WalletCredited" ? "CreditWallet" : "DebitWallet";
      return { type, client, amount: event.data.amount, ...(currency && { currency }) };
    }
    case "OrderPlaced":
    case "OrderLinesChanged":
    case "OrderShipped":
    case "OrderCancelled":
    case "PaymentRequested":
      return ofOrder(event, stream);
    case "CheckoutRetried": {
      const orderId = checkoutOrderOf(stream);
      return orderId && { type: "RetryCheckout", orderId };
    }
    case "BookOpened":
    case "UsernameReserved":
    case "WalletOpened":
    case "OrderPaid":
    case "PaymentFailed":
    case "CheckoutParked":
      return undefined;
    default:
      return event satisfies never;
  }
}

type OrderEvent = StreamEvent["event"] & {
  type:
    | "OrderPlaced"
    | "OrderLinesChanged"
    | "OrderShipped"
    | "OrderCancelled"
    | "PaymentRequested";
};

function ofOrder(event: OrderEvent, stream: StreamEvent["stream"]): CommandInput | undefined {
  const orderId = orderIdOf(stream);
  if (!orderId) return undefined;
  switch (event.type) {
    case "OrderPlaced": {
      const { clientId: client, ...order } = event.data;
      return { type: "PlaceOrder", orderId, client, ...order };
    }
    case "OrderLinesChanged":
      return { type: "ChangeOrderLines", orderId, lines: event.data.lines };
    case "OrderShipped":
      return { type: "ShipOrder", orderId };
    case "OrderCancelled":
      return { type: "CancelOrder", orderId, ...event.data };
    case "PaymentRequested":
      return { type: "PayOrder", orderId };
    default:
      return event satisfies never;
  }
}
