import type { EventType } from "../../domain/events.ts";
import { type OrderLine, orderTotal } from "../../domain/values/money.ts";
import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";
import type { Column } from "../../eventlog/columns/column.ts";
import type { Shelf } from "../../eventlog/columns/column-set.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { OrderStatus } from "../projections/orders.ts";
import { type Entries, NONE } from "../temporal/row-entries.ts";

/** The entries of orders in figures: for sums, filters and sorts. */
export interface OrderColumns extends Entries {
  /** Place of the order's status in `STATUSES`, once the event had happened. */
  readonly statuses: Column<Uint8Array>;
  /** The order's total in minor units, once the event had happened. */
  readonly totals: Column<Float64Array>;
  /** Place of the order's currency in `currencies`. */
  readonly units: Column<Uint8Array>;
  readonly currencies: readonly string[];
}

/** Columns that are kept up to a log. */
export interface GrowingOrderColumns extends OrderColumns {
  /** Event types they want to be told of. */
  readonly types: readonly EventType[];
  /** Takes the next event of these types, of the stream with a number. True when it left an entry. */
  add(position: Position, stream: number, type: EventType, figures: () => OrderFigures): boolean;
}

/** The members of an order's events that the columns are made of; asked for where the type has them. */
export interface OrderFigures {
  readonly lines?: unknown;
  readonly currency?: unknown;
}

/** Names of the members of `OrderFigures`. */
export const FIGURES: readonly (keyof OrderFigures)[] = ["lines", "currency"];

/** Where an order can stand, in the order in which columns and sums number it. */
export const STATUSES = ["placed", "paid", "shipped", "cancelled"] as const;

const STATUS_AFTER: { readonly [Type in EventType]?: OrderStatus } = {
  OrderPlaced: "placed",
  OrderPaid: "paid",
  OrderShipped: "shipped",
  OrderCancelled: "cancelled",
};

/** Makes columns: without an entry, or with those that stand on the shelf. About 30 bytes an entry, none of them on the heap. */
export function createOrderColumns(shelf: Shelf): GrowingOrderColumns {
  const positions = shelf.uint32("positions");
  const places = shelf.uint32("places");
  const statuses = shelf.uint8("statuses");
  const totals = shelf.float64("totals");
  const units = shelf.uint8("units");
  const before = shelf.uint32("before");
  const lastOf = shelf.uint32("lastOf", "changed");
  // The first entry of each order.
  const firsts = shelf.uint32("firsts");
  const currencies = shelf.texts("currencies");
  const lastEntry = (): number => Math.max(positions.length - 1, NONE);

  const unitOf = (currency: string): number => {
    const known = currencies.indexOf(currency);
    return known >= 0 ? known : currencies.push(currency) - 1;
  };

  return {
    ...{ positions, places, statuses, totals, units, before, currencies },
    count: lastEntry,
    upTo: (at) => countNumbersUpTo(positions.values.subarray(1), lastEntry(), at),
    types: ["OrderPlaced", "OrderLinesChanged", "OrderPaid", "OrderShipped", "OrderCancelled"],
    add(position, stream, type, figures) {
      const last = lastOf.values[stream] ?? NONE;
      const isFirst = type === "OrderPlaced";
      if (isFirst !== (last === NONE)) return false;
      const { lines, currency } = isFirst || type === "OrderLinesChanged" ? figures() : {};
      const status = STATUS_AFTER[type];
      const count = lastEntry() + 1;
      positions.set(count, position);
      places.set(count, isFirst ? firsts.length : (places.values[last] as number));
      if (isFirst) firsts.set(firsts.length, count);
      before.set(count, last);
      lastOf.set(stream, count);
      statuses.set(count, status ? STATUSES.indexOf(status) : (statuses.values[last] as number));
      units.set(count, isFirst ? unitOf(String(currency)) : (units.values[last] as number));
      totals.set(count, lines ? totalOf(lines) : (totals.values[last] as number));
      return true;
    },
  };
}

/** Whether an entry may tell lines: its order's first does, and a later one that changed its status does not. */
export function mayTellLines({ before, statuses }: OrderColumns, entry: number): boolean {
  const earlier = before.values[entry] as number;
  return earlier === NONE || statuses.values[entry] === statuses.values[earlier];
}

// Not upcast: should lines ever be told in another way, this has to learn the old one, too. What was read by its schema
// before it came into the log has a total; what somebody put there has none.
function totalOf(lines: unknown): number {
  try {
    return orderTotal(lines as readonly OrderLine[]) ?? Number.MAX_SAFE_INTEGER;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}
