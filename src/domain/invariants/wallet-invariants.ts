import type { StreamName } from "../../eventlog/envelope.ts";
import type { BookStates } from "../aggregate.ts";
import { client } from "../aggregates/client.ts";
import { order } from "../aggregates/order.ts";
import { wallet } from "../aggregates/wallet.ts";
import type { BookEvent } from "../events.ts";
import { type ClientId, clientStream, type OrderId, orderStream, walletOwnerOf } from "../ids.ts";
import { misplaced } from "./wrong-stream.ts";

type WalletEvent = BookEvent & { type: "WalletOpened" | "WalletCredited" | "WalletDebited" };

/** Why a recorded event of a wallet could not have happened. */
export function walletBreach(
  event: WalletEvent,
  stream: StreamName,
  state: BookStates,
): string | undefined {
  const owner = walletOwnerOf(stream);
  if (owner === undefined) return misplaced(event, stream);
  const found = state.stateOf(wallet, stream);
  if (event.type === "WalletOpened") {
    if (found.status === "open") return "this wallet was opened before";
    return state.stateOf(client, clientStream(owner)).status === "absent"
      ? `a wallet is opened for client ${owner}, whom nobody registered`
      : undefined;
  }
  if (found.status === "unopened") return "money is moved in a wallet that was never opened";
  const { amount } = event.data;
  if (event.type === "WalletDebited") {
    if (amount > found.balance) return "more is taken out of a wallet than is in it";
    const { payment } = event.data;
    return payment && movedBreach(payment, owner, amount, "under-way", state);
  }
  if (!Number.isSafeInteger(found.balance + amount)) return "a balance is too large to be exact";
  const { refund } = event.data;
  return refund && movedBreach(refund, owner, amount, "paid", state);
}

function movedBreach(
  orderId: OrderId,
  owner: ClientId,
  amount: number,
  payment: "under-way" | "paid",
  state: BookStates,
): string | undefined {
  const found = state.stateOf(order, orderStream(orderId));
  const fits =
    found.status !== "absent" &&
    found.clientId === owner &&
    found.total === amount &&
    found.payment === payment &&
    (payment === "under-way" || found.status === "cancelled");
  return fits ? undefined : `no such payment of order ${orderId} was due`;
}
