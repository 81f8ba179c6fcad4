import type { History } from "../views/history.ts";
import { DEFAULT_CURRENCY } from "./prepare-command.ts";

/** The currency that a book uses: of its newest order, or else of its newest wallet. */
export function ownCurrency({ head, orders, wallets }: History): string {
  const { position } = head();
  const [order] = orders.rows(position, orders.count(position) - 1);
  const [wallet] = wallets.rows(position, wallets.count(position) - 1);
  return (order ?? wallet)?.currency ?? DEFAULT_CURRENCY;
}
