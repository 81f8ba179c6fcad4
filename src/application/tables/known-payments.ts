import { comparableUsername } from "../../domain/aggregates/username.ts";
import { walletOwnerOf } from "../../domain/ids.ts";
import { START } from "../../eventlog/envelope.ts";
import type { TableCommand, TableCommandOf } from "../../formats/csv/rows/row-reading.ts";
import type { History } from "../../read-model/read-model.ts";

/** A payment as a table asks for it. */
export type AskedPayment = TableCommandOf<"CreditWallet" | "DebitWallet">;

/** Whether a command of a table moves money. */
export function isPayment(input: TableCommand): input is AskedPayment {
  return input.type === "CreditWallet" || input.type === "DebitWallet";
}

/**
 * Tells of each payment of a table, in their order, whether the book has it: as much money of the
 * same client, the same way, at the same moment. What it has once is there once.
 */
export function findKnownPayments(history: History): (asked: AskedPayment) => boolean {
  const at = history.head().position;
  const left = new Map<string, number>();
  const nameOf = (client: string): string => history.clients.row(client, at)?.username ?? client;
  for (const { event, stream, occurredAt } of history.wallets.changesSince(START)) {
    const owner = walletOwnerOf(stream);
    const isByHand =
      (event.type === "WalletCredited" && event.data.refund === undefined) ||
      (event.type === "WalletDebited" && event.data.payment === undefined);
    if (owner === undefined || !isByHand) continue;
    const type = event.type === "WalletCredited" ? "CreditWallet" : "DebitWallet";
    const { currency = "" } = history.wallets.row(owner, at) ?? {};
    const key = keyOf({
      type,
      client: nameOf(owner),
      amount: event.data.amount,
      currency,
      occurredAt,
    });
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return (asked) => {
    // A table may name a client by its id.
    const key = keyOf({ ...asked, client: nameOf(asked.client) });
    const count = left.get(key) ?? 0;
    if (asked.occurredAt === undefined || count === 0) return false;
    left.set(key, count - 1);
    return true;
  };
}

function keyOf({ type, client, amount, currency = "", occurredAt }: AskedPayment): string {
  return `${type} ${amount} ${currency} ${occurredAt} ${comparableUsername(client)}`;
}
