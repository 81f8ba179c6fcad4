import { createUint32Column } from "../../eventlog/columns/column.ts";
import type { EpochMs, Position } from "../../eventlog/envelope.ts";
import { NONE } from "../temporal/row-entries.ts";
import { createExactSums, type ExactSums } from "./exact-sums.ts";
import { type OrderColumns, STATUSES } from "./order-columns.ts";
import type { OrderFacts } from "./order-lines.ts";
import { createNumbering } from "./value-ids.ts";

/** What was sold, as of a position and in one currency. Minor units, exact; cancelled orders are worth nothing. */
export interface SalesAt {
  /** Every month from the first with an order to the last, as years times twelve. */
  readonly months: readonly { readonly month: number; readonly revenue: bigint }[];
  /** The best, by their places among all clients. */
  readonly clients: readonly { readonly place: number; readonly revenue: bigint }[];
  readonly products: readonly { readonly code: string; readonly revenue: bigint }[];
}

/** What was sold, as of any position. */
export interface Sales {
  /**
   * The sums as of a position, in a currency. They move from the position asked for last: a drag costs what it passes, and any
   * leap at most one walk along the orders' events. What is not read yet counts for nothing.
   * @param best how many clients and products to tell.
   */
  at(position: Position, currency: string, best: number): SalesAt;
}

/**
 * Makes the sales of a book.
 * @param monthAt the month of an instant as years times twelve: which day it was depends on who looks.
 */
export function createSales(
  columns: OrderColumns,
  facts: OrderFacts,
  monthAt: (time: EpochMs) => number,
): Sales {
  const { places, statuses, totals, units, before } = columns;
  const cancelled = STATUSES.indexOf("cancelled");
  const months = createNumbering<number>();
  const monthNumbers = createUint32Column();
  let numbered = 0;
  let unit = -1;
  let reached = NONE;
  let byMonth = createExactSums();
  let byProduct = createExactSums();
  let byClient = createExactSums();

  const tally = (entry: number, sign: 1 | -1): void => {
    if (entry === NONE || statuses.values[entry] === cancelled) return;
    if (units.values[entry] !== unit) return;
    const place = places.values[entry] as number;
    const total = sign * (totals.values[entry] as number);
    byMonth.add(monthNumbers.values[place] as number, total);
    byClient.add(facts.clientOf(place), total);
    facts.eachLine(entry, (product, amount) => byProduct.add(product, sign * amount));
  };

  const numberMonths = (): void => {
    for (; numbered < facts.known(); numbered += 1) {
      const entry = numbered + 1;
      if (before.values[entry] !== NONE) continue;
      const place = places.values[entry] as number;
      monthNumbers.set(place, months.of(monthAt(facts.placedAt(place))));
    }
  };

  const moveTo = (entry: number): void => {
    while (reached < entry) {
      reached += 1;
      tally(before.values[reached] as number, -1);
      tally(reached, 1);
    }
    while (reached > entry) {
      tally(reached, -1);
      tally(before.values[reached] as number, 1);
      reached -= 1;
    }
  };

  return {
    at(position, currency, best) {
      const wanted = columns.currencies.indexOf(currency);
      if (wanted !== unit) {
        unit = wanted;
        reached = NONE;
        [byMonth, byProduct, byClient] = [createExactSums(), createExactSums(), createExactSums()];
      }
      numberMonths();
      moveTo(Math.min(columns.upTo(position), facts.known()));
      return {
        months: everyMonth(months.things, byMonth),
        clients: highest(byClient, best)
          // Under 0 stand orders whose client nobody knows.
          .filter(([number]) => number > 0)
          .map(([number, revenue]) => ({ place: number - 1, revenue })),
        products: highest(byProduct, best).map(([product, revenue]) => ({
          code: facts.products[product] ?? "",
          revenue,
        })),
      };
    },
  };
}

function everyMonth(months: readonly number[], sums: ExactSums): SalesAt["months"] {
  const sold = new Map(
    months.flatMap((month, number) => {
      const sum = sums.valueOf(number);
      return sum === 0n ? [] : [[month, sum] as const];
    }),
  );
  if (sold.size === 0) return [];
  const [first, last] = [Math.min(...sold.keys()), Math.max(...sold.keys())];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    month: first + index,
    revenue: sold.get(first + index) ?? 0n,
  }));
}

// The places of the highest sums above nothing, the highest first.
function highest(sums: ExactSums, count: number): (readonly [number, bigint])[] {
  const found: (readonly [place: number, sum: number])[] = [];
  for (let place = 0; place < sums.count(); place += 1) {
    const sum = sums.nearest(place);
    const lowest = found.length < count ? 0 : (found.at(-1)?.[1] ?? 0);
    if (sum <= lowest) continue;
    const at = found.findIndex(([, other]) => other < sum);
    found.splice(at < 0 ? found.length : at, 0, [place, sum]);
    if (found.length > count) found.pop();
  }
  return found.map(([place]) => [place, sums.valueOf(place)]);
}
