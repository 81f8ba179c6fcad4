import type { Book, Decision } from "./aggregate.ts";
import { registerClient } from "./client.ts";
import type { Command } from "./commands.ts";
import { cancelOrder, placeOrder, shipOrder } from "./order.ts";

/** Decides any command on the state of the book. Pure: a business rule answers with a rejection and never throws. */
export function decide(command: Command, state: Book): Decision {
  switch (command.type) {
    case "RegisterClient":
      return registerClient(command, state);
    case "PlaceOrder":
      return placeOrder(command, state);
    case "ShipOrder":
      return shipOrder(command, state);
    case "CancelOrder":
      return cancelOrder(command, state);
    default:
      return command satisfies never;
  }
}
