import { comparableUsername } from "../../domain/aggregates/username.ts";
import type { CommandRefusal } from "../../formats/csv/rows/row-errors.ts";
import type { WalletRow } from "../../read-model/projections/wallets.ts";
import type { History } from "../../read-model/read-model.ts";
import type { AskedPayment } from "./known-payments.ts";

/**
 * Tells what has to move for a wallet to have the balance that a table says, as long as that wallet
 * stays as it is in the book: undefined where nothing has. What moves has no date of its own: that
 * of the row is when the wallet was opened.
 */
export function moveToBalance(history: History): (asked: AskedPayment) => AskedPayment | undefined {
  const at = history.head().position;
  const known = new Map<string, WalletRow>();
  for (const wallet of history.wallets.rows(at)) {
    const { clientId } = wallet;
    const { username } = history.clients.row(clientId, at) ?? {};
    for (const name of [clientId, comparableUsername(username ?? clientId)]) {
      known.set(name, wallet);
    }
  }
  return (asked) => {
    const { client, currency = "", amount } = asked;
    const wallet = known.get(client) ?? known.get(comparableUsername(client));
    if (!wallet) return amount === 0 ? undefined : { ...asked, expectedVersion: 0 };
    // It is refused: a wallet has one currency.
    if (wallet.currency !== currency) return amount === 0 ? undefined : asked;
    const { balance, version: expectedVersion } = wallet;
    const missing = amount - balance;
    if (missing === 0) return undefined;
    const type = missing < 0 ? "DebitWallet" : "CreditWallet";
    return { type, client, currency, amount: Math.abs(missing), expectedVersion };
  };
}

/** A refusal of what was to move, in the words of a table: it would lead to another balance. */
export function ofBalance(rejection: CommandRefusal, { client }: AskedPayment): CommandRefusal {
  if (rejection.code !== "version-conflict") return rejection;
  const message = `The wallet of ${client} has changed since its balance was looked up, so what is missing is another amount now. Nothing was moved. Check the table again.`;
  return { ...rejection, message, field: "balance" };
}
