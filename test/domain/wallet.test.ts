import { describe, expect, it } from "vitest";
import { wallet } from "../../src/domain/aggregates/wallet.ts";
import type { CreditWallet } from "../../src/domain/commands.ts";
import { sayMoney } from "../../src/domain/values/money.ts";
import { ADA, credited, debited, opened, registered, walletOpened } from "./cast.ts";
import { given } from "./spec.ts";

const ada = [opened, ...registered(ADA, "ada")];
const MOST = Number.MAX_SAFE_INTEGER;

const credit = (amount: number, currency?: string): CreditWallet => ({
  type: "CreditWallet",
  client: "ada",
  amount,
  defaultCurrency: "EUR",
  ...(currency && { currency }),
});
const debit = (amount: number) => ({ type: "DebitWallet", client: "ada", amount }) as const;

describe("crediting a wallet", () => {
  it("opens it with the first credit, in the book's currency or the one that is named", () => {
    given(...ada)
      .when(credit(500))
      .thenHappened(walletOpened, credited(500));
    given(...ada)
      .when(credit(500, "USD"))
      .thenHappened({ ...walletOpened, data: { currency: "USD" } } as never, credited(500));
  });

  it("adds to it afterwards, whether or not its currency is named", () => {
    const before = [...ada, walletOpened, credited(500)];
    given(...before)
      .when(credit(1))
      .thenHappened(credited(1));
    given(...before)
      .when(credit(1, "EUR"))
      .thenHappened(credited(1));
  });

  it("takes the largest exact balance, and not one cent more", () => {
    const before = [...ada, walletOpened, credited(MOST - 1)];
    given(...before)
      .when(credit(1))
      .thenHappened(credited(1));
    const message = given(...before)
      .when(credit(2))
      .thenRefused("invalid-amount", "amount");
    expect(message).toBe(
      "The balance is 90071992547409.90 EUR: with 0.02 EUR more it would be too large to be exact.",
    );
  });

  it.each([0, -1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])("refuses %d", (amount) => {
    given(...ada)
      .when(credit(amount))
      .thenRefused("invalid-amount", "amount");
  });

  it("refuses another currency, one that is none, and nobody", () => {
    const before = [...ada, walletOpened];
    expect(
      given(...before)
        .when(credit(1, "USD"))
        .thenRefused("currency-mismatch", "currency"),
    ).toBe("The wallet holds EUR, not USD. Currencies never mix.");
    given(...ada)
      .when(credit(1, "euro"))
      .thenRefused("invalid-currency", "currency");
    given(...ada)
      .when({ ...credit(1), client: "eve" })
      .thenRefused("unknown-client", "client");
  });
});

describe("debiting a wallet", () => {
  const before = [...ada, walletOpened, credited(500)];

  it("takes all that is in it, and then nothing", () => {
    given(...before)
      .when(debit(500))
      .thenHappened(debited(500));
    given(...before, debited(500))
      .when(debit(1))
      .thenRefused("insufficient-funds", "amount");
  });

  it("refuses more than the balance, and says both", () => {
    expect(
      given(...before)
        .when(debit(501))
        .thenRefused("insufficient-funds", "amount"),
    ).toBe("The balance is 5.00 EUR, which is less than 5.01 EUR.");
  });

  it.each([0, -1, 0.5, 2 ** 53])("refuses %d", (amount) => {
    given(...before)
      .when(debit(amount))
      .thenRefused("invalid-amount", "amount");
  });

  it("takes only the wallet's own currency, where one is named", () => {
    given(...before)
      .when({ ...debit(1), currency: "EUR" })
      .thenHappened(debited(1));
    given(...before)
      .when({ ...debit(1), currency: "USD" })
      .thenRefused("currency-mismatch", "currency");
  });

  it("refuses a wallet that was never opened, and nobody", () => {
    given(...ada)
      .when(debit(1))
      .thenRefused("wallet-not-open", "client");
    given(...ada)
      .when({ ...debit(1), client: "eve" })
      .thenRefused("unknown-client", "client");
  });
});

it("a wallet takes no part in what is not about it", () => {
  const { initialState } = wallet;
  expect(wallet.evolve(initialState, { type: "WalletCredited", data: { amount: 1 } })).toBe(
    initialState,
  );
  expect(wallet.evolve(initialState, { type: "OrderPaid", data: {} })).toBe(initialState);
});

describe("saying an amount", () => {
  it.each([
    [1_250, "EUR", "12.50 EUR"],
    [5, "EUR", "0.05 EUR"],
    [1_250, "JPY", "1250 JPY"],
    [1_250, "KWD", "1.250 KWD"],
    [MOST, "EUR", "90071992547409.91 EUR"],
  ])("%d %s is %s", (amount, currency, told) => {
    expect(sayMoney(amount, currency)).toBe(told);
  });
});

describe("an amount that was worked out from what was in a wallet", () => {
  const before = [...ada, walletOpened, credited(500)];

  it("moves while the wallet is as it was seen", () => {
    given(...before)
      .when({ ...credit(1), expectedVersion: 2 })
      .thenHappened(credited(1));
    given(...ada)
      .when({ ...credit(1), expectedVersion: 0 })
      .thenHappened(walletOpened, credited(1));
    given(...before)
      .when({ ...debit(100), expectedVersion: 2 })
      .thenHappened(debited(100));
  });

  it("does not where it was changed or opened meanwhile", () => {
    for (const command of [
      { ...credit(1), expectedVersion: 0 },
      { ...credit(1), expectedVersion: 1 },
      { ...debit(100), expectedVersion: 1 },
    ]) {
      given(...before)
        .when(command)
        .thenRefused("version-conflict", "expectedVersion");
    }
  });
});
