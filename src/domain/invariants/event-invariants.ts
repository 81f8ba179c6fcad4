import type { StreamName } from "../../eventlog/envelope.ts";
import type { BookStates } from "../aggregate.ts";
import { book } from "../aggregates/book.ts";
import { client, username } from "../aggregates/client.ts";
import { order } from "../aggregates/order.ts";
import { type UsernameStreams, usernameStream } from "../aggregates/username-stream.ts";
import type { BookEvent } from "../events.ts";
import { BOOK_STREAM, clientIdOf, clientStream, orderIdOf } from "../ids.ts";
import { checkoutBreach } from "./checkout-invariants.ts";
import { orderBreach } from "./order-invariants.ts";
import { walletBreach } from "./wallet-invariants.ts";
import { misplaced } from "./wrong-stream.ts";

/**
 * Why an event that was recorded elsewhere could not have happened in this book: a sentence, or nothing when it could.
 * Holds events against the same states as the deciders do, since whoever wrote them may have had none.
 */
export function breachOf(
  event: BookEvent,
  stream: StreamName,
  state: BookStates,
  nameOf: UsernameStreams = usernameStream,
): string | undefined {
  switch (event.type) {
    case "BookOpened":
      if (stream !== BOOK_STREAM) return misplaced(event, stream);
      return state.stateOf(book, stream).usernameKey
        ? "the book was opened before, with a key of its own"
        : undefined;
    case "ClientRegistered":
      return registrationBreach(event.data.username, stream, state, nameOf);
    case "UsernameReserved":
      return reservationBreach(event, stream, state, nameOf);
    case "OrderPlaced":
      if (orderIdOf(stream) === undefined) return misplaced(event, stream);
      if (state.stateOf(order, stream).status !== "absent") return "this order was placed before";
      return state.stateOf(client, clientStream(event.data.clientId)).status === "absent"
        ? `the order is of client ${event.data.clientId}, whom nobody registered`
        : undefined;
    case "OrderShipped":
    case "OrderCancelled":
    case "OrderLinesChanged":
    case "PaymentRequested":
    case "PaymentFailed":
    case "OrderPaid":
      return orderBreach(event, stream, state);
    case "ClientChanged":
      if (clientIdOf(stream) === undefined) return misplaced(event, stream);
      return state.stateOf(client, stream).status === "absent"
        ? "a client is changed whom nobody registered"
        : undefined;
    case "WalletOpened":
    case "WalletCredited":
    case "WalletDebited":
      return walletBreach(event, stream, state);
    case "CheckoutParked":
    case "CheckoutRetried":
      return checkoutBreach(event, stream, state);
    default:
      return event satisfies never;
  }
}

function registrationBreach(
  name: string,
  stream: StreamName,
  state: BookStates,
  nameOf: UsernameStreams,
): string | undefined {
  if (clientIdOf(stream) === undefined) return misplaced({ type: "ClientRegistered" }, stream);
  if (state.stateOf(client, stream).status !== "absent") return "this client was registered before";
  const { usernameKey } = state.stateOf(book, BOOK_STREAM);
  if (!usernameKey) return "a client is registered before the book was opened";
  return state.stateOf(username, nameOf(usernameKey, name)).owner
    ? `the username “${name}” is taken`
    : undefined;
}

function reservationBreach(
  event: BookEvent & { type: "UsernameReserved" },
  stream: StreamName,
  state: BookStates,
  nameOf: UsernameStreams,
): string | undefined {
  const owner = state.stateOf(client, clientStream(event.data.clientId));
  if (owner.status === "absent") {
    return `a username is reserved for client ${event.data.clientId}, whom nobody registered`;
  }
  const { usernameKey } = state.stateOf(book, BOOK_STREAM);
  if (!usernameKey || stream !== nameOf(usernameKey, owner.username)) {
    return misplaced(event, stream);
  }
  return state.stateOf(username, stream).owner ? "this username was reserved before" : undefined;
}
