import { comparableUsername } from "../../domain/aggregates/username.ts";
import type { History } from "../../read-model/read-model.ts";
import type { UnrefusedId } from "../commands/retry-ids.ts";
import { moveToBalance, ofBalance } from "./known-balances.ts";
import { type AskedPayment, findKnownPayments } from "./known-payments.ts";
import type { RowTrial } from "./row-dry-run.ts";
import type { IdentifiedRows } from "./row-ids.ts";
import type { SaidOnce } from "./said-once.ts";

/** Tries payments: those that move money, and those that say what is to be in a wallet. */
export function tryPayments(history: History, trial: RowTrial, { isSaidTwice }: SaidOnce) {
  const { kind } = trial.meaning;
  const isKnown = kind === "clients" || kind === "orders" ? undefined : findKnownPayments(history);
  const toBalance = kind === "wallets" ? moveToBalance(history) : undefined;
  return {
    async move(command: IdentifiedRows, asked: AskedPayment, { id, isThere }: UnrefusedId) {
      if (isKnown?.(asked) || isThere) trial.skipPayment(command);
      else await trial.settle(command, id);
    },
    async fill(command: IdentifiedRows, asked: AskedPayment) {
      const wallet = `${asked.currency} ${comparableUsername(asked.client)}`;
      if (isSaidTwice(command, `wallet ${wallet}`, "client")) return;
      const input = toBalance ? toBalance(asked) : asked;
      if (!input) return trial.skip();
      const payment = trial.identify({ rows: command.rows, input });
      const decision = await trial.ask(payment);
      if (decision.accepted) trial.accept(payment);
      else trial.refuse(command, ofBalance(decision.rejection, input));
    },
  };
}
