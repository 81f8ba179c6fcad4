import type { Entries } from "../temporal/row-entries.ts";
import { type RowList, rowsInOrder, walkedRows } from "./row-list.ts";

/**
 * All entries by what they say, the least first, whatever the position: so rows can be listed in that order as of any moment
 * without being compared again.
 */
export interface SortedEntries {
  /** Takes in the entries that came since, a stride at a time. */
  catchUp(): Generator<void>;
  /** Rows at a moment in order, or the other way round. What is not taken in yet stands at the end. */
  list(rows: RowsToSort, backwards: boolean): RowList;
}

/** Rows that are to be listed in order. */
export interface RowsToSort {
  /** The entries that count by their rows' places, see `Moments`: asked again each time, since they move. */
  current(): Uint32Array;
  /** The places of the rows in ascending order; all of `count` rows when left out. */
  readonly places?: Uint32Array;
  readonly count: number;
  fits(place: number, entry: number): boolean;
}

/** Entries that are sorted at once, and that are merged at once. */
const RUN = 512;
const STRIDE = 8_192;
/** Where one row of so many is wanted, sorting these costs less than walking through all. */
const FEW = 32;

/**
 * Makes an order of entries. Entries that compare as equal stand by their rows' places.
 * @param known how many entries can be compared by now.
 */
export function createSortedEntries(
  entries: Entries,
  known: () => number,
  compare: (one: number, other: number) => number,
): SortedEntries {
  const { places } = entries;
  let sorted: Uint32Array = new Uint32Array(0);
  // The place of each, so that a walk reads one array from its beginning to its end.
  let sortedPlaces: Uint32Array = new Uint32Array(0);

  const placeOf = (entry: number): number => places.values[entry] as number;
  const order = (one: number, other: number): number =>
    compare(one, other) || placeOf(one) - placeOf(other) || one - other;

  return {
    *catchUp() {
      const upTo = known();
      if (upTo <= sorted.length) return;
      const old = sorted;
      const added = new Uint32Array(upTo - old.length);
      for (let index = 0; index < added.length; index += 1) added[index] = old.length + index + 1;
      const merged = yield* inserted(old, yield* mergeSorted(added, order), order);
      const mergedPlaces = new Uint32Array(merged.length);
      for (let index = 0; index < merged.length; index += 1) {
        mergedPlaces[index] = placeOf(merged[index] as number);
        if (index % STRIDE === 0) yield;
      }
      // Somebody else may have been quicker.
      if (sorted !== old) return;
      sorted = merged;
      sortedPlaces = mergedPlaces;
    },
    list(rows, backwards) {
      const { places: few, count } = rows;
      if (few && count * FEW < sorted.length) {
        const current = rows.current();
        const found = few.map((place) => current[place] as number).sort(order);
        return rowsInOrder(found.map(placeOf), backwards);
      }
      return walkedRows(count, walk(rows, backwards));
    },
  };

  // As far as somebody looks: a screen shows the first few of hundreds of thousands.
  function walk({ current, fits }: RowsToSort, backwards: boolean) {
    // As they are now: a walk that goes on later must not step into another order.
    const [inOrder, inOrderPlaces] = [sorted, sortedPlaces];
    const length = entries.count();
    let step = 0;
    return (found: Uint32Array, from: number, to: number): number => {
      const now = current();
      let count = from;
      for (; step < length && count < to; step += 1) {
        // In order: the sorted ones, and then those that are not taken in yet.
        const at = backwards ? length - 1 - step : step;
        const isLate = at >= inOrder.length;
        const entry = isLate ? at + 1 : (inOrder[at] as number);
        const place = isLate ? placeOf(entry) : (inOrderPlaces[at] as number);
        if (now[place] === entry && fits(place, entry)) found[count++] = place;
      }
      return count;
    };
  }
}

type Order = (one: number, other: number) => number;

/** Merge sort from the bottom up: the native one cannot be put down halfway. */
function* mergeSorted(numbers: Uint32Array, order: Order): Generator<void, Uint32Array> {
  for (let from = 0; from < numbers.length; from += RUN) {
    numbers.subarray(from, from + RUN).sort(order);
    yield;
  }
  let source = numbers;
  let target: Uint32Array = new Uint32Array(numbers.length);
  for (let run = RUN; run < numbers.length; run *= 2) {
    for (let from = 0; from < numbers.length; from += 2 * run) {
      const middle = Math.min(from + run, numbers.length);
      const end = Math.min(middle + run, numbers.length);
      let left = from;
      let right = middle;
      for (let to = from; to < end; to += 1) {
        const takeLeft =
          left < middle &&
          (right >= end || order(source[left] as number, source[right] as number) <= 0);
        target[to] = source[takeLeft ? left++ : right++] as number;
        if (to % STRIDE === 0) yield;
      }
    }
    [source, target] = [target, source];
  }
  return source;
}

/** Two sorted arrays as one: few numbers among many, found by halves, the many copied in one go. */
function* inserted(
  many: Uint32Array,
  few: Uint32Array,
  order: Order,
): Generator<void, Uint32Array> {
  if (many.length === 0) return few;
  const merged = new Uint32Array(many.length + few.length);
  let from = 0;
  for (let index = 0; index < few.length; index += 1) {
    const number = few[index] as number;
    let low = from;
    let high = many.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (order(many[middle] as number, number) <= 0) low = middle + 1;
      else high = middle;
    }
    merged.set(many.subarray(from, low), from + index);
    merged[low + index] = number;
    from = low;
    if (index % RUN === RUN - 1) yield;
  }
  merged.set(many.subarray(from), from + few.length);
  return merged;
}
