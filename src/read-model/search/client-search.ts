import { CLIENT_FIELDS, type ClientField, type ClientTexts } from "../columns/client-terms.ts";
import { searchable } from "../columns/normalize-text.ts";
import type { ClientRow } from "../projections/clients.ts";
import { createMoments, fittingPlaces } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { type RowList, rowsByCreation, rowsOfPlaces } from "./row-list.ts";
import type { RowSearch, Sort } from "./row-search.ts";
import { createSortedEntries, type SortedEntries } from "./sort-index.ts";

/** By what clients can be sorted. */
export type ClientSort = "since" | ClientField;

/** Which clients are asked for, and in which order. A text is looked for in all their texts. */
export interface ClientQuery {
  readonly text: string;
  readonly sort: Sort<ClientSort>;
}

/** Clients by the texts in them. */
export interface ClientSearch extends RowSearch<ClientQuery> {
  /** An order of all entries by a text, for whatever else is sorted by its client. */
  orderOf(field: ClientField): SortedEntries;
}

/** Makes a search of clients. */
export function createClientSearch(view: KeyedView<ClientRow>, texts: ClientTexts): ClientSearch {
  const moments = createMoments(view.entries);
  const orders = new Map<ClientField, SortedEntries>();

  const orderOf = (field: ClientField): SortedEntries => {
    const known = orders.get(field);
    if (known) return known;
    const { catchUp, list } = createSortedEntries(view.entries, texts.known, (one, other) =>
      compare(texts.textOf(field, one), texts.textOf(field, other)),
    );
    const made: SortedEntries = {
      *catchUp() {
        yield* texts.read();
        yield* catchUp();
      },
      list,
    };
    orders.set(field, made);
    return made;
  };

  return {
    orderOf,
    *prepare({ text, sort }) {
      const wanted = searchable(text.trim());
      if (wanted) yield* texts.matches(CLIENT_FIELDS, wanted).look();
      if (sort.by !== "since") yield* orderOf(sort.by).catchUp();
    },
    list(at, { text, sort: { by, descending } }): RowList {
      const wanted = searchable(text.trim());
      if (!wanted && by === "since") return rowsByCreation(view.count(at), descending);
      const rows = view.count(at);
      const current = () => moments.moveTo(at);
      if (!wanted && by !== "since") {
        return orderOf(by).list({ current, count: rows, fits: () => true }, descending);
      }
      const { has } = texts.matches(CLIENT_FIELDS, wanted);
      const places = fittingPlaces(current(), rows, (_, entry) => has(entry));
      if (by === "since") return rowsOfPlaces(places, descending);
      const fits = (_: number, entry: number): boolean => has(entry);
      return orderOf(by).list({ current, places, count: places.length, fits }, descending);
    },
  };
}

// By code units, since both are folded already: the same order on every machine. Without a text last, whatever the text.
function compare(one: string, other: string): number {
  if (one === other) return 0;
  if (one === "" || other === "") return one === "" ? 1 : -1;
  return one < other ? -1 : 1;
}
