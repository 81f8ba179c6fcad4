import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";

/** Rows in the order in which they are shown. A row is known by its place among all rows, in order of creation, from 0. */
export interface RowList {
  readonly count: number;
  /** The row shown at an index from 0; undefined past the end. */
  placeAt(index: number): number | undefined;
  /** Where a row is shown; -1 when it is not in the list. */
  indexOf(place: number): number;
}

/** The first `count` rows in order of creation, or the newest first. Costs the same for any count. */
export function rowsByCreation(count: number, newestFirst: boolean): RowList {
  const turn = (number: number) => (newestFirst ? count - 1 - number : number);
  const isIn = (number: number) => number >= 0 && number < count;
  return {
    count,
    placeAt: (index) => (isIn(index) ? turn(index) : undefined),
    indexOf: (place) => (isIn(place) ? turn(place) : -1),
  };
}

/** Rows whose places stand in ascending order in an array, or the other way round. */
export function rowsOfPlaces(places: Uint32Array, newestFirst: boolean): RowList {
  const inOrder = rowsByCreation(places.length, newestFirst);
  return {
    count: places.length,
    placeAt(index) {
      const at = inOrder.placeAt(index);
      return at === undefined ? undefined : places[at];
    },
    indexOf(place) {
      const at = countNumbersUpTo(places, places.length, place) - 1;
      return places[at] === place ? inOrder.indexOf(at) : -1;
    },
  };
}

/** Rows in the order of an array, or the other way round. */
export function rowsInOrder(places: Uint32Array, backwards: boolean): RowList {
  const inOrder = rowsOfPlaces(places, backwards);
  return {
    ...inOrder,
    indexOf(place) {
      const at = places.indexOf(place);
      return at < 0 || !backwards ? at : places.length - 1 - at;
    },
  };
}

/** Rows looked for in one go, where a list is walked. */
const WALK = 256;

/**
 * Rows that a walk finds one after the other, walked only as far as somebody asks.
 * @param walk puts further places into an array from one index on, up to another, and tells how many there are then.
 */
export function walkedRows(
  count: number,
  walk: (found: Uint32Array, from: number, to: number) => number,
): RowList {
  let found = new Uint32Array(Math.min(count, WALK));
  let known = 0;

  const walkTo = (wanted: number): void => {
    const to = Math.min(wanted, count);
    if (known >= to) return;
    if (found.length < to) {
      const longer = new Uint32Array(Math.min(Math.max(found.length * 2, to), count));
      longer.set(found);
      found = longer;
    }
    known = walk(found, known, Math.min(Math.max(to, known + WALK), found.length));
  };

  return {
    count,
    placeAt(index) {
      walkTo(index + 1);
      return index >= 0 && index < known ? found[index] : undefined;
    },
    indexOf(place) {
      for (let from = 0; from < count; ) {
        const at = found.subarray(from, known).indexOf(place);
        if (at >= 0) return from + at;
        const before = known;
        from = known;
        walkTo(known + Math.max(known, WALK));
        if (known === before) return -1;
      }
      return -1;
    },
  };
}
