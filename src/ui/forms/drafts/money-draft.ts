import { DEFAULT_CURRENCY } from "../../../application/commands/prepare-command.ts";
import type { Draft } from "../../../application/store/book-store.ts";
import { minorDigitsOf } from "../../../domain/values/minor-digits.ts";
import { plainMoney } from "../../../domain/values/money.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { parseDecimal } from "../parse-number.ts";
import type { Problems } from "../use-command-form.ts";

/** Name of the draft of money to move. */
export const MOVE_MONEY = "move-money";

/** Money to move as a person would have typed it. `amount` in minor units. */
export function draftOfMoney(
  client: string,
  amount: number,
  currency: string,
  out: boolean,
): Draft {
  const direction = out ? "out" : "in";
  return { client, amount: plainMoney(amount, currency), currency, direction };
}

/** Whether money is to be taken out. */
export function isDebit({ direction = "in" }: Draft): boolean {
  return direction === "out";
}

/** Currency of the draft. */
export function moneyCurrency({ currency = DEFAULT_CURRENCY }: Draft): string {
  return currency;
}

/** What is wrong with the draft as it stands. */
export function moneyProblems(draft: Draft): Problems {
  const amount = amountOf(draft);
  return {
    client: draft["client"]?.trim() ? undefined : rooms.clients.needed,
    amount:
      "problem" in amount
        ? amount.problem
        : amount.value === 0
          ? rooms.wallets.needsAmount
          : undefined,
  };
}

/** The command that moves the money. */
export function moneyCommand(draft: Draft): unknown {
  const amount = amountOf(draft);
  return {
    type: isDebit(draft) ? "DebitWallet" : "CreditWallet",
    client: draft["client"] ?? "",
    amount: "value" in amount ? amount.value : Number.NaN,
    currency: moneyCurrency(draft),
  };
}

function amountOf(draft: Draft) {
  return parseDecimal(draft["amount"] ?? "", minorDigitsOf(moneyCurrency(draft)));
}
