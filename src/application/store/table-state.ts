import type { JournalFilter } from "../../read-model/queries/journal-rows.ts";
import type { ClientQuery } from "../../read-model/search/client-search.ts";
import type { OrderQuery } from "../../read-model/search/order-search.ts";
import type { WalletQuery } from "../../read-model/search/wallet-search.ts";

/** What the tables of a book are asked for, each by its filters and its sort. */
export interface TableQueries {
  readonly clients: ClientQuery;
  readonly orders: OrderQuery;
  readonly wallets: WalletQuery;
  readonly attempts: JournalFilter;
}

/** What they are asked for at first: everything, the newest at the top. */
export const FIRST_QUERIES: TableQueries = {
  clients: { text: "", sort: { by: "since", descending: true } },
  orders: { sort: "newest" },
  wallets: { sort: { by: "since", descending: true } },
  attempts: {},
};

/** The row at the top of a table, by its key, and how many pixels of it are scrolled out of sight. */
export interface RowPlace {
  readonly key: string | number;
  readonly hidden: number;
}

/** How far the tables were scrolled when a person left them; those that stood at their beginning are left out. */
export type TablePlaces = {
  readonly [Table in keyof TableQueries | "events"]?: RowPlace | undefined;
};
