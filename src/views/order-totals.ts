import type { BookEvent, EventType } from "../domain/events.ts";
import { orderTotal } from "../domain/money.ts";
import type { Position } from "../eventlog/envelope.ts";
import { countNumbersUpTo } from "../eventlog/packed/binary-search.ts";
import {
  createFloat64Column,
  createUint8Column,
  createUint32Column,
} from "../eventlog/packed/column.ts";
import type { OrderStatus } from "./orders.ts";

/** Counts and sums over orders. Cancelled orders count, but are worth nothing. */
export interface OrderSummary {
  readonly count: number;
  readonly placed: number;
  readonly paid: number;
  readonly shipped: number;
  readonly cancelled: number;
  /** One sum a currency, in minor units; none of nothing. */
  readonly totals: readonly { readonly currency: string; readonly total: number }[];
}

/** The sums over all orders, as of any position. */
export interface OrderTotals {
  /** Event types it wants to be told of. */
  readonly types: readonly EventType[];
  /** Takes the next event of these types, of the stream with a number. */
  add(position: Position, stream: number, event: BookEvent): void;
  /** Costs the same whatever the length of the log. */
  summaryAt(at: Position): OrderSummary;
}

const STATUSES = ["placed", "paid", "shipped", "cancelled"] as const;
const STATUS_AFTER: { readonly [Type in EventType]?: OrderStatus } = {
  OrderPlaced: "placed",
  OrderPaid: "paid",
  OrderShipped: "shipped",
  OrderCancelled: "cancelled",
};
const NONE = 0;

/** Entries between two rows of running sums. */
const STRIDE = 512;

/**
 * Makes sums without an order. Each event leaves an entry: where the order stands after it, and which entry stood before. Running
 * sums are kept for every so many entries; a question adds what came since.
 */
export function createOrderTotals(): OrderTotals {
  const positions = createUint32Column();
  const statuses = createUint8Column();
  const totals = createFloat64Column();
  const units = createUint8Column();
  const before = createUint32Column();
  const lastOf = createUint32Column();
  const currencies: string[] = [];
  const kept: Sums[] = [emptySums()];
  let running = emptySums();
  let count = 0;

  const tally = (sums: Sums, entry: number, sign: 1 | -1): void => {
    if (entry === NONE) return;
    const status = statuses.values[entry] as number;
    sums.counts[status] = (sums.counts[status] ?? 0) + sign;
    if (STATUSES[status] === "cancelled") return;
    const unit = units.values[entry] as number;
    sums.totals[unit] = (sums.totals[unit] ?? 0) + sign * (totals.values[entry] as number);
  };
  const apply = (sums: Sums, entry: number): void => {
    tally(sums, before.values[entry] as number, -1);
    tally(sums, entry, 1);
  };
  const unitOf = (currency: string): number => {
    const known = currencies.indexOf(currency);
    return known >= 0 ? known : currencies.push(currency) - 1;
  };

  return {
    types: ["OrderPlaced", "OrderLinesChanged", "OrderPaid", "OrderShipped", "OrderCancelled"],
    add(position, stream, event) {
      const last = lastOf.values[stream] ?? NONE;
      const isFirst = event.type === "OrderPlaced";
      if (isFirst !== (last === NONE)) return;
      const lines = "lines" in event.data ? event.data.lines : undefined;
      const status = STATUS_AFTER[event.type];
      count += 1;
      positions.set(count, position);
      before.set(count, last);
      lastOf.set(stream, count);
      statuses.set(count, status ? STATUSES.indexOf(status) : (statuses.values[last] as number));
      units.set(count, isFirst ? unitOf(event.data.currency) : (units.values[last] as number));
      const total = lines ? (orderTotal(lines) ?? Number.MAX_SAFE_INTEGER) : totals.values[last];
      totals.set(count, total as number);
      apply(running, count);
      if (count % STRIDE === 0) {
        kept.push(running);
        running = { counts: [...running.counts], totals: [...running.totals] };
      }
    },
    summaryAt(at) {
      const upTo = countNumbersUpTo(positions.values.subarray(1), count, at);
      const begin = kept[Math.floor(upTo / STRIDE)] ?? emptySums();
      const sums = { counts: [...begin.counts], totals: [...begin.totals] };
      for (let entry = upTo - (upTo % STRIDE) + 1; entry <= upTo; entry += 1) apply(sums, entry);
      return toSummary(sums, currencies);
    },
  };
}

/** Orders by status, and what those that count are worth by currency; in the order of `STATUSES` and of appearance. */
interface Sums {
  readonly counts: number[];
  readonly totals: number[];
}

function emptySums(): Sums {
  return { counts: [0, 0, 0, 0], totals: [] };
}

function toSummary({ counts, totals }: Sums, currencies: readonly string[]): OrderSummary {
  const [placed = 0, paid = 0, shipped = 0, cancelled = 0] = counts;
  return {
    count: placed + paid + shipped + cancelled,
    ...{ placed, paid, shipped, cancelled },
    totals: totals.flatMap((total, unit) =>
      total === 0 ? [] : { currency: currencies[unit] ?? "", total },
    ),
  };
}
