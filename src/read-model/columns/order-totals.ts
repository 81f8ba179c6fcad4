import type { Position } from "../../eventlog/envelope.ts";
import { NONE } from "../temporal/row-entries.ts";
import { createExactSums, type ExactSums } from "./exact-sums.ts";
import { type OrderColumns, STATUSES } from "./order-columns.ts";

/** Counts and sums over orders. Cancelled orders count, but are worth nothing. */
export interface OrderSummary {
  readonly count: number;
  readonly placed: number;
  readonly paid: number;
  readonly shipped: number;
  readonly cancelled: number;
  /** One sum a currency, in minor units, exact; none of nothing. */
  readonly totals: readonly { readonly currency: string; readonly total: bigint }[];
}

/** The sums over all orders, as of any position. */
export interface OrderTotals {
  /** Costs the same whatever the length of the log. */
  summaryAt(at: Position): OrderSummary;
}

/** Entries between two rows of running sums. */
const STRIDE = 512;

/** Makes sums over columns. Running sums are kept for every so many entries; a question adds what came since. */
export function createOrderTotals(columns: OrderColumns): OrderTotals {
  const { statuses, totals, units, before } = columns;
  const kept: Sums[] = [emptySums()];
  const running = emptySums();

  const tally = (sums: Sums, entry: number, sign: 1 | -1): void => {
    if (entry === NONE) return;
    const status = statuses.values[entry] as number;
    sums.counts[status] = (sums.counts[status] ?? 0) + sign;
    if (STATUSES[status] === "cancelled") return;
    const unit = units.values[entry] as number;
    sums.totals.add(unit, sign * (totals.values[entry] as number));
  };
  const apply = (sums: Sums, entry: number): void => {
    tally(sums, before.values[entry] as number, -1);
    tally(sums, entry, 1);
  };

  // Taken in when asked for: many entries come before anybody asks.
  let taken = 0;
  const catchUp = (): void => {
    for (; taken < columns.count(); taken += 1) {
      apply(running, taken + 1);
      if ((taken + 1) % STRIDE === 0) kept.push(copyOf(running));
    }
  };

  return {
    summaryAt(at) {
      catchUp();
      const upTo = columns.upTo(at);
      const sums = copyOf(kept[Math.floor(upTo / STRIDE)] ?? emptySums());
      for (let entry = upTo - (upTo % STRIDE) + 1; entry <= upTo; entry += 1) apply(sums, entry);
      return toSummary(sums, columns.currencies);
    },
  };
}

/** Orders by status, and what those that count are worth by currency. */
interface Sums {
  readonly counts: number[];
  readonly totals: ExactSums;
}

function emptySums(): Sums {
  return { counts: [0, 0, 0, 0], totals: createExactSums() };
}

function copyOf({ counts, totals }: Sums): Sums {
  return { counts: [...counts], totals: totals.copy() };
}

function toSummary({ counts, totals }: Sums, currencies: readonly string[]): OrderSummary {
  const [placed = 0, paid = 0, shipped = 0, cancelled = 0] = counts;
  return {
    count: placed + paid + shipped + cancelled,
    ...{ placed, paid, shipped, cancelled },
    totals: currencies.flatMap((currency, unit) => {
      const total = totals.valueOf(unit);
      return total === 0n ? [] : { currency, total };
    }),
  };
}
