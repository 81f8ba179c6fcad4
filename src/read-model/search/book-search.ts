import type { Position } from "../../eventlog/envelope.ts";
import { createClientTexts } from "../columns/client-terms.ts";
import type { OrderColumns } from "../columns/order-columns.ts";
import type { OrderFacts } from "../columns/order-lines.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { OrderRow } from "../projections/orders.ts";
import type { ReadMembers, ViewEvent } from "../projections/projection.ts";
import type { WalletRow } from "../projections/wallets.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { type ClientQuery, createClientSearch } from "./client-search.ts";
import { createOrderSearch, type OrderQuery } from "./order-search.ts";
import { createProductSearch, type ProductQuery } from "./product-search.ts";
import type { RowSearch } from "./row-search.ts";
import { createWalletSearch, type WalletQuery } from "./wallet-search.ts";

/** The searches of a book, one a table, and one for the products in orders. */
export interface BookSearch {
  readonly orders: RowSearch<OrderQuery>;
  readonly clients: RowSearch<ClientQuery>;
  readonly wallets: RowSearch<WalletQuery>;
  readonly products: RowSearch<ProductQuery>;
}

/** What the searches of a book look at. */
export interface Searched {
  readonly clients: KeyedView<ClientRow>;
  readonly orders: KeyedView<OrderRow>;
  readonly wallets: KeyedView<WalletRow>;
  readonly columns: OrderColumns;
  readonly members: ReadMembers;
  readonly orderFacts: OrderFacts;
  viewEvent(position: Position): ViewEvent | undefined;
}

/** Makes searches that share what they read. */
export function createBookSearch(searched: Searched): BookSearch {
  const { clients, orders, wallets, columns, members, orderFacts, viewEvent } = searched;
  const texts = createClientTexts(clients, members);
  const clientSearch = createClientSearch(clients, texts);
  return {
    orders: createOrderSearch(columns, orders, clients, texts, members),
    clients: clientSearch,
    products: createProductSearch(orderFacts),
    wallets: createWalletSearch(wallets, clients, clientSearch, viewEvent),
  };
}

/** Part of what a query finds, all at once: for whoever can wait. */
export function findAtOnce<Query>(
  { prepare, list }: RowSearch<Query>,
  at: Position,
  query: Query,
  from: number,
  to: number,
): { readonly count: number; readonly places: readonly number[] } {
  const work = prepare(query);
  while (!work.next().done);
  const { count, placeAt } = list(at, query);
  const first = Math.max(from, 0);
  const length = Math.max(Math.min(to, count) - first, 0);
  const places = Array.from({ length }, (_, index) => placeAt(first + index) ?? -1);
  return { count, places };
}
