import { lineTotal } from "../../domain/values/money.ts";
import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";
import { createFloat64Column, createUint32Column } from "../../eventlog/columns/column.ts";
import type { EpochMs, Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { ViewEvent } from "../projections/projection.ts";
import { NONE } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { mayTellLines, type OrderColumns } from "./order-columns.ts";
import { createNumbering } from "./value-ids.ts";

/** What orders are made of beside their figures: who, when, and which products for how much. */
export interface OrderFacts {
  /** Reads all that is not read yet, in order and step by step. */
  read(): Generator<void>;
  /** How many entries, from the first on, are read. */
  known(): number;
  /** The same as a share of all, 0 to 1. */
  shareKnown(): number;
  /** By an order's place: that of its client among all clients, counted from 1; 0 where it is not read or not known. */
  clientOf(place: number): number;
  /** By an order's place: when it was placed. */
  placedAt(place: number): EpochMs;
  /** Calls for each line of an order as of an entry: the product's number in `products`, and minor units. */
  eachLine(entry: number, take: (product: number, amount: number) => void): void;
  /** In order of appearance. */
  readonly products: readonly string[];
  /** How many of `products`, from the first on, some order had named by a position. */
  productsBy(at: Position): number;
}

/** Entries read between two moments at which the work may be put down. */
const STRIDE = 64;

/** Makes facts of which nothing is read yet. */
export function createOrderFacts(
  columns: OrderColumns,
  clients: KeyedView<ClientRow>,
  viewEvent: (position: Position) => ViewEvent | undefined,
): OrderFacts {
  const { places, positions, before } = columns;
  // The entry that tells the lines as of an entry.
  const linesAt = createUint32Column();
  const linesFrom = createUint32Column();
  const linesTo = createUint32Column();
  const products = createNumbering<string>();
  // By product: where it was named first.
  const namedAt = createUint32Column();
  const lineProducts = createUint32Column();
  const lineAmounts = createFloat64Column();
  const times = createFloat64Column();
  const clientPlaces = createUint32Column();

  const readEntry = (entry: number): void => {
    const recorded = mayTellLines(columns, entry)
      ? viewEvent(positions.values[entry] as Position)
      : undefined;
    const event = recorded?.event;
    if (event?.type === "OrderPlaced") {
      const place = places.values[entry] as number;
      clientPlaces.set(place, clients.placeOf(event.data.clientId) + 1);
      times.set(place, recorded?.occurredAt ?? 0);
    }
    if (event?.type !== "OrderPlaced" && event?.type !== "OrderLinesChanged") {
      linesAt.set(entry, linesAt.values[before.values[entry] as number] ?? NONE);
      return;
    }
    linesAt.set(entry, entry);
    linesFrom.set(entry, lineProducts.length);
    for (const line of event.data.lines) {
      lineAmounts.set(lineProducts.length, lineTotal(line) ?? 0);
      lineProducts.set(lineProducts.length, products.of(line.productCode));
    }
    while (namedAt.length < products.things.length) {
      namedAt.set(namedAt.length, positions.values[entry] as number);
    }
    linesTo.set(entry, lineProducts.length);
  };

  let known = 0;
  return {
    known: () => known,
    shareKnown: () => (columns.count() === 0 ? 1 : known / columns.count()),
    *read() {
      while (known < columns.count()) {
        known += 1;
        readEntry(known);
        if (known % STRIDE === 0) yield;
      }
    },
    products: products.things,
    productsBy: (at) => countNumbersUpTo(namedAt.values, namedAt.length, at),
    clientOf: (place) => clientPlaces.values[place] ?? 0,
    placedAt: (place) => (times.values[place] ?? 0) as EpochMs,
    eachLine(entry, take) {
      const told = linesAt.values[entry] ?? NONE;
      if (told === NONE) return;
      const to = linesTo.values[told] as number;
      for (let line = linesFrom.values[told] as number; line < to; line += 1) {
        take(lineProducts.values[line] as number, lineAmounts.values[line] as number);
      }
    },
  };
}
