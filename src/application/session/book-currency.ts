import type { History } from "../../read-model/read-model.ts";
import { DEFAULT_CURRENCY } from "../commands/prepare-command.ts";

/** The currency that a book began its orders in, or else its wallets; EUR where it has neither. */
export function bookCurrency(history: Pick<History, "head" | "orderSummary" | "wallets">): string {
  const { position } = history.head();
  const [first] = history.orderSummary(position).totals;
  const [wallet] = history.wallets.rows(position, 0, 1);
  return first?.currency ?? wallet?.currency ?? DEFAULT_CURRENCY;
}
