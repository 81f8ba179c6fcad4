import type { StreamName } from "../../eventlog/envelope.ts";
import type { Aggregate } from "../aggregate.ts";
import { BOOK_STREAM, checkoutOrderOf, clientIdOf, orderIdOf, walletOwnerOf } from "../ids.ts";
import { book } from "./book.ts";
import { checkout } from "./checkout.ts";
import { client, username } from "./client.ts";
import { order } from "./order.ts";
import { isUsernameStream } from "./username.ts";
import { wallet } from "./wallet.ts";

/** The aggregate whose events stand in a stream of that name, if the book has such streams. */
export function aggregateOf(stream: StreamName): Aggregate<unknown> | undefined {
  if (stream === BOOK_STREAM) return book;
  if (clientIdOf(stream) !== undefined) return client;
  if (orderIdOf(stream) !== undefined) return order;
  if (walletOwnerOf(stream) !== undefined) return wallet;
  if (checkoutOrderOf(stream) !== undefined) return checkout;
  return isUsernameStream(stream) ? username : undefined;
}
