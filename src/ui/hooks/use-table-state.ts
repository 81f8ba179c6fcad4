import type { TablePlaces, TableQueries } from "../../application/store/table-state.ts";
import type { KeptPlace } from "../components/table/use-virtual-rows.ts";
import { useBook, useServices } from "../context/book-context.tsx";

/** What a table is asked for, and how to ask for something else: still so when a person comes back to its screen. */
export function useTableQuery<Table extends keyof TableQueries>(
  table: Table,
): [TableQueries[Table], (next: TableQueries[Table]) => void] {
  const { store } = useServices().session;
  return [
    useBook(({ queries }) => queries[table]),
    (next) => store.setState(({ queries }) => ({ queries: { ...queries, [table]: next } })),
  ];
}

/** Where a table was scrolled to when a person left its screen. */
export function useTablePlace(table: keyof TablePlaces): KeptPlace {
  const { store } = useServices().session;
  return {
    last: useBook(({ places }) => places[table]),
    keep: (place) => store.setState(({ places }) => ({ places: { ...places, [table]: place } })),
  };
}
