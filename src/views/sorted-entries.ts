import { type Entries, NONE } from "./entries.ts";

/**
 * All entries by what they say, the least first, whatever the position: so rows can be listed in that order as of any moment
 * without being compared again.
 */
export interface SortedEntries {
  /** Takes in the entries that came since, a stride at a time. */
  catchUp(): Generator<void>;
  /**
   * The places of rows in order. What is not taken in yet stands at the end.
   * @param wanted the rows' entries at a moment by their places, `NONE` for those that are not wanted.
   * @param count how many are wanted.
   */
  places(wanted: Uint32Array, count: number): Uint32Array;
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
    places(wanted, count) {
      if (count * FEW < sorted.length) return fewSorted(wanted, count, order).map(placeOf);
      const found = new Uint32Array(count);
      let to = 0;
      for (let index = 0; index < sorted.length; index += 1) {
        const place = sortedPlaces[index] as number;
        if (wanted[place] === sorted[index]) found[to++] = place;
      }
      for (let entry = sorted.length + 1; entry <= entries.count() && to < count; entry += 1) {
        if (wanted[placeOf(entry)] === entry) found[to++] = placeOf(entry);
      }
      return found;
    },
  };
}

function fewSorted(wanted: Uint32Array, count: number, order: Order): Uint32Array {
  const found = new Uint32Array(count);
  let to = 0;
  for (let place = 0; to < count; place += 1) {
    const entry = wanted[place] as number;
    if (entry !== NONE) found[to++] = entry;
  }
  return found.sort(order);
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
