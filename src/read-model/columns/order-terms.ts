import type { BookEvent } from "../../domain/events.ts";
import {
  type Column,
  createUint8Column,
  createUint32Column,
} from "../../eventlog/columns/column.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { ReadMembers } from "../projections/projection.ts";
import { NONE } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { searchable } from "./normalize-text.ts";
import { mayTellLines, type OrderColumns } from "./order-columns.ts";
import { createNumbering } from "./value-ids.ts";

/** What orders can be found by beside their figures: entry by entry, read when somebody searches for the first time. */
export interface OrderWords {
  /** Makes sure that an entry is read. */
  read(entry: number): void;
  /** The entry that tells an order's lines as of an entry; `NONE` while that is not read. */
  linesAt(entry: number): number;
  /** Whether some product of the lines that an entry tells fits. */
  someProduct(entry: number, fits: (product: number) => boolean): boolean;
  /** The product codes by number, as searches compare them. */
  readonly products: readonly string[];
  /** By an order's place: that of its client among all clients, counted from 1; 0 while unknown. */
  readonly clients: Column<Uint32Array>;
  /** The number people call an order by, as searches compare it. */
  numberOf(place: number): string;
}

type Placed = Extract<BookEvent, { type: "OrderPlaced" }>["data"];

/** What is read of an event that tells lines. All but these stand in an order's first event alone. */
const MEMBERS: readonly (keyof Placed)[] = ["lines", "clientId", "reference"];

/** How an entry is known. */
const UNREAD = 0;
const TELLS_LINES = 1;
const TELLS_NONE = 2;

/** Makes words of which nothing is read yet. */
export function createOrderWords(
  columns: OrderColumns,
  clients: KeyedView<ClientRow>,
  members: ReadMembers,
): OrderWords {
  const { places, positions, before } = columns;
  const kinds = createUint8Column();
  // The products of all lines, one after the other; a 0 ends those of one entry.
  const listed = createUint32Column();
  const listedFrom = createUint32Column();
  let listedTo = 0;
  const products = createNumbering<string>();
  const clientPlaces = createUint32Column();
  const references = new Map<number, string>();

  return {
    products: products.things,
    read(entry) {
      if (kinds.values[entry]) return;
      const told = mayTellLines(columns, entry)
        ? (members(positions.values[entry] as Position, MEMBERS) as Partial<Placed> | undefined)
        : undefined;
      if (!told?.lines) return kinds.set(entry, TELLS_NONE);
      const { lines, clientId, reference } = told;
      listedFrom.set(entry, listedTo);
      for (const { productCode } of lines)
        listed.set(listedTo++, products.of(searchable(productCode)) + 1);
      listed.set(listedTo++, 0);
      kinds.set(entry, TELLS_LINES);
      if (!clientId) return;
      const place = places.values[entry] as number;
      clientPlaces.set(place, clients.placeOf(clientId) + 1);
      if (reference !== undefined) references.set(place, searchable(reference));
    },
    linesAt(entry) {
      let at = entry;
      while (at !== NONE && kinds.values[at] === TELLS_NONE) at = before.values[at] as number;
      return (kinds.values[at] ?? UNREAD) === TELLS_LINES ? at : NONE;
    },
    someProduct(entry, fits) {
      for (let at = listedFrom.values[entry] as number; listed.values[at]; at += 1) {
        if (fits((listed.values[at] as number) - 1)) return true;
      }
      return false;
    },
    clients: clientPlaces,
    numberOf: (place) => references.get(place) ?? String(place + 1),
  };
}
