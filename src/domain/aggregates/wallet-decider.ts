import { accept, type Book, type Decision, refuse } from "../aggregate.ts";
import type { CreditWallet, DebitWallet } from "../commands.ts";
import type { DecidedEvent } from "../events.ts";
import { type ClientId, type OrderId, walletStream } from "../ids.ts";
import { isRejection, type Rejection, reject } from "../rejection.ts";
import { isCurrencyCode, NEEDS_CURRENCY } from "../values/currencies.ts";
import { isAmount, sayMoney } from "../values/money.ts";
import { findClient } from "./client-decider.ts";
import { checkVersion } from "./expected-version.ts";
import { wallet } from "./wallet.ts";

/** Decides `CreditWallet`: any client, an exact amount, one currency a wallet. */
export function creditWallet(command: CreditWallet, state: Book): Decision {
  const owner = findClient(command.client, state);
  if (isRejection(owner)) return refuse(owner);
  const invalid = checkMove(owner, command, state);
  if (invalid) return refuse(invalid);
  return credit(owner, command, state);
}

/** Decides `DebitWallet`: no more than is there. */
export function debitWallet(command: DebitWallet, state: Book): Decision {
  const owner = findClient(command.client, state);
  if (isRejection(owner)) return refuse(owner);
  const invalid = checkMove(owner, command, state);
  if (invalid) return refuse(invalid);
  const { amount, currency } = command;
  return debit(owner, { amount, ...(currency !== undefined && { currency }) }, state);
}

/** What is to be put into a wallet, and why. */
export interface Credit {
  readonly amount: number;
  /** The wallet's own when left out. */
  readonly currency?: string;
  readonly defaultCurrency: string;
  readonly refund?: OrderId;
}

/** Puts an amount that was checked before into a wallet. */
export function credit(
  owner: ClientId,
  { amount, currency, defaultCurrency, refund }: Credit,
  state: Book,
): Decision {
  const stream = walletStream(owner);
  const before = state.stateOf(wallet, stream);
  const data = { amount, ...(refund && { refund }) };
  const credited: DecidedEvent = { stream, type: "WalletCredited", data };
  if (before.status === "unopened") {
    const held = currency ?? defaultCurrency;
    if (!isCurrencyCode(held)) {
      return refuse(reject("invalid-currency", NEEDS_CURRENCY, "currency"));
    }
    const opened: DecidedEvent = { stream, type: "WalletOpened", data: { currency: held } };
    return accept(opened, credited);
  }
  if (currency !== undefined && currency !== before.currency) {
    return refuse(currencyMismatch(before.currency, currency, "currency"));
  }
  if (!Number.isSafeInteger(before.balance + amount)) {
    const message = `The balance is ${sayMoney(before.balance, before.currency)}: with ${sayMoney(amount, before.currency)} more it would be too large to be exact.`;
    return refuse(reject("invalid-amount", message, "amount"));
  }
  return accept(credited);
}

/** What is to be taken out of a wallet, and why. */
export interface Debit {
  readonly amount: number;
  /** The wallet's own when left out. */
  readonly currency?: string;
  readonly payment?: OrderId;
}

/** Takes an amount that was checked before out of a wallet. */
export function debit(
  owner: ClientId,
  { amount, currency, payment }: Debit,
  state: Book,
): Decision {
  const stream = walletStream(owner);
  const before = state.stateOf(wallet, stream);
  if (before.status === "unopened") {
    const message = "This client has no wallet yet. Credit it first: that opens it.";
    return refuse(reject("wallet-not-open", message, "client"));
  }
  if (currency !== undefined && currency !== before.currency) {
    return refuse(currencyMismatch(before.currency, currency, "currency"));
  }
  if (amount > before.balance) {
    const message = `The balance is ${sayMoney(before.balance, before.currency)}, which is less than ${sayMoney(amount, before.currency)}.`;
    return refuse(reject("insufficient-funds", message, "amount"));
  }
  const data = { amount, ...(payment && { payment }) };
  return accept({ stream, type: "WalletDebited", data });
}

function checkMove(
  owner: ClientId,
  { amount, expectedVersion }: CreditWallet | DebitWallet,
  state: Book,
): Rejection | undefined {
  return checkAmount(amount) ?? checkVersion(walletStream(owner), expectedVersion, state);
}

function checkAmount(amount: number): Rejection | undefined {
  if (isAmount(amount)) return undefined;
  const message =
    amount > Number.MAX_SAFE_INTEGER
      ? "This amount is too large to be exact."
      : "An amount is at least 1, in whole minor units.";
  return reject("invalid-amount", message, "amount");
}

function currencyMismatch(held: string, given: string, field: string): Rejection {
  const message = `The wallet holds ${held}, not ${given}. Currencies never mix.`;
  return reject("currency-mismatch", message, field);
}
