import type { Position } from "../eventlog/envelope.ts";
import { type OrderColumns, STATUSES } from "./order-columns.ts";
import type { OrderStatus } from "./orders.ts";
import { selectRange } from "./select-range.ts";

/** In which order orders are shown. */
export type OrderSort = "newest" | "oldest" | "largest" | "smallest";

/** Which orders are asked for; all statuses when none is named. */
export interface OrderQuery {
  readonly status?: OrderStatus;
  readonly sort: OrderSort;
}

/** Orders that fit a query, as of a position. */
export interface OrderSearch {
  /** How many fit, and the places of those from `from` (included) to `to` (not included) among all orders. */
  find(
    at: Position,
    query: OrderQuery,
    from: number,
    to: number,
  ): { readonly count: number; readonly places: readonly number[] };
}

const NONE = 0;

/**
 * Makes a search that keeps, for each order, the entry that counts at the moment asked for last, and moves these to the next
 * moment by the entries in between. So a drag costs what it passes, and any leap at most one walk along the columns.
 */
export function createOrderSearch(columns: OrderColumns): OrderSearch {
  const { places, before, statuses, totals } = columns;
  let current = new Uint32Array(1_024);
  let reached = NONE;
  let found = new Uint32Array(0);

  const makeRoom = (): void => {
    if (current.length > columns.count()) return;
    const larger = new Uint32Array(Math.max(current.length * 2, columns.count() + 1));
    larger.set(current);
    current = larger;
  };

  const moveTo = (entry: number): void => {
    makeRoom();
    const placeOf = places.values;
    const earlier = before.values;
    for (; reached < entry; reached += 1) current[placeOf[reached + 1] as number] = reached + 1;
    for (; reached > entry; reached -= 1) {
      current[placeOf[reached] as number] = earlier[reached] as number;
    }
  };

  /** Collects the places of orders with a status, or of all. Returns how many. */
  const collect = (orders: number, status: OrderStatus | undefined): number => {
    if (found.length < orders) found = new Uint32Array(orders * 2);
    const wanted = status === undefined ? -1 : STATUSES.indexOf(status);
    let count = 0;
    for (let place = 0; place < orders; place += 1) {
      const entry = current[place] as number;
      if (entry === NONE || (wanted >= 0 && statuses.values[entry] !== wanted)) continue;
      found[count++] = place;
    }
    return count;
  };

  const totalOf = (place: number): number => totals.values[current[place] as number] as number;

  return {
    find(at, { status, sort }, from, to) {
      moveTo(columns.upTo(at));
      const count = collect(current.length, status);
      const begin = Math.min(Math.max(from, 0), count);
      const end = Math.min(Math.max(to, begin), count);
      const matches = found.subarray(0, count);
      if (sort === "oldest") return { count, places: [...matches.subarray(begin, end)] };
      if (sort === "newest") {
        return { count, places: [...matches.subarray(count - end, count - begin)].reverse() };
      }
      const sign = sort === "largest" ? -1 : 1;
      selectRange(matches, begin, end, (one, other) => sign * (totalOf(one) - totalOf(other)));
      return { count, places: [...matches.subarray(begin, end)] };
    },
  };
}
