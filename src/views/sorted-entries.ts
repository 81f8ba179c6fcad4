import type { Entries } from "./entries.ts";

/**
 * All entries by what they say, the least first, whatever the position: so rows can be listed in that order as of any moment
 * without being compared again.
 */
export interface SortedEntries {
  /** Takes in the entries that came since, a stride at a time. */
  catchUp(): Generator<void>;
  /** The places of rows at a moment that fit, in order. @param current their entries by place, see `Moments`. */
  places(current: Uint32Array, fits: (place: number, entry: number) => boolean): Uint32Array;
}

/** Entries that are sorted at once, and that are merged at once. */
const RUN = 512;
const STRIDE = 8_192;

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

  const order = (one: number, other: number): number =>
    compare(one, other) ||
    (places.values[one] as number) - (places.values[other] as number) ||
    one - other;

  return {
    *catchUp() {
      const upTo = known();
      if (upTo <= sorted.length) return;
      const added = Uint32Array.from({ length: upTo - sorted.length }, (_, index) => {
        return sorted.length + index + 1;
      });
      const old = sorted;
      const merged = yield* inserted(old, yield* mergeSorted(added, order), order);
      // Somebody else may have been quicker.
      if (sorted === old) sorted = merged;
    },
    places(current, fits) {
      const found = new Uint32Array(current.length);
      const placeOf = places.values;
      const isLate = (entry: number) => entry > sorted.length;
      let count = 0;
      for (let index = 0; index < sorted.length; index += 1) {
        const entry = sorted[index] as number;
        const place = placeOf[entry] as number;
        if (current[place] === entry && fits(place, entry)) found[count++] = place;
      }
      // What came a moment ago waits at the end until it is taken in.
      for (let entry = sorted.length + 1; entry <= entries.count(); entry += 1) {
        const place = placeOf[entry] as number;
        if (isLate(entry) && current[place] === entry && fits(place, entry)) found[count++] = place;
      }
      return found.subarray(0, count);
    },
  };
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
