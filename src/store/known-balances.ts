import { comparableUsername } from "../domain/username.ts";
import type { History } from "../views/history.ts";
import type { AskedPayment } from "./known-payments.ts";

/**
 * Tells what has to move for a wallet to have the balance that a table says, where the book has that
 * wallet: undefined where nothing has. What moves has no date of its own: that of the row is when
 * the wallet was opened.
 */
export function moveToBalance(history: History): (asked: AskedPayment) => AskedPayment | undefined {
  const at = history.head().position;
  const known = new Map<string, number>();
  for (const { clientId, balance, currency } of history.wallets.rows(at)) {
    const { username } = history.clients.row(clientId, at) ?? {};
    for (const name of [clientId, comparableUsername(username ?? clientId)]) {
      known.set(`${currency} ${name}`, balance);
    }
  }
  return (asked) => {
    const { client, currency = "", amount } = asked;
    const balance =
      known.get(`${currency} ${client}`) ?? known.get(`${currency} ${comparableUsername(client)}`);
    if (balance === undefined) return amount === 0 ? undefined : asked;
    const missing = amount - balance;
    if (missing === 0) return undefined;
    const type = missing < 0 ? "DebitWallet" : "CreditWallet";
    return { type, client, currency, amount: Math.abs(missing) };
  };
}
