import { orderIdOf, walletOwnerOf } from "../../domain/ids.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { History } from "../../read-model/read-model.ts";

/** Currency of the amounts in an event: its own, or that of the order or wallet it belongs to; undefined where it has none. */
export function currencyOf(
  { orders, wallets }: Pick<History, "orders" | "wallets">,
  { position, stream, data }: UnhashedEvent,
): string | undefined {
  const { currency } = data;
  if (typeof currency === "string") return currency;
  const [order, owner] = [orderIdOf(stream), walletOwnerOf(stream)];
  if (order) return orders.row(order, position)?.currency;
  return owner && wallets.row(owner, position)?.currency;
}
