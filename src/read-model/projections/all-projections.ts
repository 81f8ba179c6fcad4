import { checkouts } from "./checkouts.ts";
import { clients } from "./clients.ts";
import { orders } from "./orders.ts";
import { wallets } from "./wallets.ts";

/** The views whose rows can be asked for by name, with what folds them. */
export const PROJECTIONS = { clients, orders, wallets, checkouts } as const;

/** Name of such a view. */
export type RowView = keyof typeof PROJECTIONS;

/** Their names. */
export const ROW_VIEWS: readonly RowView[] = ["clients", "orders", "wallets", "checkouts"];
