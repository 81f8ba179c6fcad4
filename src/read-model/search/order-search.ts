import type { ClientTexts } from "../columns/client-terms.ts";
import { type OrderColumns, STATUSES } from "../columns/order-columns.ts";
import { createOrderWords } from "../columns/order-terms.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { OrderRow, OrderStatus } from "../projections/orders.ts";
import type { ReadMembers } from "../projections/projection.ts";
import { createMoments, fittingPlaces } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { createOrderMatches, type OrderMatches } from "./order-text-index.ts";
import { rowsByCreation, rowsOfPlaces } from "./row-list.ts";
import type { RowSearch, Sort } from "./row-search.ts";
import { createSortedEntries } from "./sort-index.ts";

/** In which order orders are shown. */
export type OrderSort = "newest" | "oldest" | "largest" | "smallest";

/** Which orders are asked for; all statuses when none is named, and all orders without a text. */
export interface OrderQuery {
  readonly status?: OrderStatus;
  readonly sort: OrderSort;
  /** See `createOrderMatches` on what it may be. */
  readonly text?: string;
}

/** What each sort sorts by. */
export const ORDER_SORTS: { readonly [Name in OrderSort]: Sort<"placed" | "total"> } = {
  newest: { by: "placed", descending: true },
  oldest: { by: "placed", descending: false },
  largest: { by: "total", descending: true },
  smallest: { by: "total", descending: false },
};

const NOBODY = new Uint32Array(0);

/** Makes a search of orders: by status and total from the columns, by text from words that are read once. */
export function createOrderSearch(
  columns: OrderColumns,
  view: KeyedView<OrderRow>,
  clients: KeyedView<ClientRow>,
  texts: ClientTexts,
  members: ReadMembers,
): RowSearch<OrderQuery> {
  const { statuses, totals } = columns;
  const moments = createMoments(columns);
  const clientMoments = createMoments(clients.entries);
  const byTotal = createSortedEntries(
    columns,
    columns.count,
    (one, other) => (totals.values[one] as number) - (totals.values[other] as number),
  );
  const words = createOrderWords(columns, clients, members);
  let latest: { readonly text: string; readonly matches: OrderMatches } | undefined;

  const matchesOf = (text: string): OrderMatches => {
    if (latest?.text !== text) {
      latest = { text, matches: createOrderMatches(columns, view, words, texts, text) };
    }
    return latest.matches;
  };

  return {
    *prepare({ text = "", sort }) {
      const wanted = text.trim();
      if (wanted) yield* matchesOf(wanted).look();
      if (ORDER_SORTS[sort].by === "total") yield* byTotal.catchUp();
    },
    list(at, { status, sort, text = "" }) {
      const { by, descending } = ORDER_SORTS[sort];
      const wanted = text.trim();
      const rows = view.count(at);
      const number = status === undefined ? -1 : STATUSES.indexOf(status);
      let ofClients: Uint32Array = NOBODY;
      const current = () => {
        if (wanted) ofClients = clientMoments.moveTo(at);
        return moments.moveTo(at);
      };
      if (number < 0 && !wanted) {
        if (by === "placed") return rowsByCreation(rows, descending);
        return byTotal.list({ current, count: rows, fits: () => true }, descending);
      }
      const matches = wanted ? matchesOf(wanted) : undefined;
      const fits = (place: number, entry: number): boolean =>
        (number < 0 || statuses.values[entry] === number) &&
        (!matches || matches.has(place, entry, ofClients));
      const places = fittingPlaces(current(), rows, fits, matches?.everHeld());
      if (by === "placed") return rowsOfPlaces(places, descending);
      return byTotal.list({ current, places, count: places.length, fits }, descending);
    },
  };
}
