import type { Book, Decision } from "./aggregate.ts";
import { parkCheckout, retryCheckout } from "./aggregates/checkout.ts";
import { changeClient, registerClient } from "./aggregates/client-decider.ts";
import { cancelOrder, changeOrderLines, placeOrder, shipOrder } from "./aggregates/order.ts";
import {
  confirmPayment,
  debitForOrder,
  failPayment,
  payOrder,
  refundOrder,
} from "./aggregates/payment.ts";
import { creditWallet, debitWallet } from "./aggregates/wallet-decider.ts";
import type { Command } from "./commands.ts";

/** Decides any command on the state of the book. Pure: a business rule answers with a rejection and never throws. */
export function decide(command: Command, state: Book): Decision {
  switch (command.type) {
    case "RegisterClient":
      return registerClient(command, state);
    case "ChangeClient":
      return changeClient(command, state);
    case "PlaceOrder":
      return placeOrder(command, state);
    case "ChangeOrderLines":
      return changeOrderLines(command, state);
    case "ShipOrder":
      return shipOrder(command, state);
    case "CancelOrder":
      return cancelOrder(command, state);
    case "PayOrder":
      return payOrder(command, state);
    case "CreditWallet":
      return creditWallet(command, state);
    case "DebitWallet":
      return debitWallet(command, state);
    case "RetryCheckout":
      return retryCheckout(command.orderId, state);
    case "DebitForOrder":
      return debitForOrder(command.orderId, state);
    case "ConfirmPayment":
      return confirmPayment(command.orderId, state);
    case "FailPayment":
      return failPayment(command.orderId, command.reason, state);
    case "RefundOrder":
      return refundOrder(command.orderId, state);
    case "ParkCheckout":
      return parkCheckout(command, state);
    default:
      return command satisfies never;
  }
}
