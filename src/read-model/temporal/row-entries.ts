import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";
import { type Column, createUint32Column } from "../../eventlog/columns/column.ts";
import type { Position } from "../../eventlog/envelope.ts";

/** The events of a view's rows, one entry each, numbered 1, 2, 3 … in the order of the log. */
export interface Entries {
  /** How many entries there are. */
  count(): number;
  /** Number of the last entry up to a position; 0 when there is none. */
  upTo(at: Position): number;
  /** Where each entry's event stands. */
  readonly positions: Column<Uint32Array>;
  /** Place of the entry's row among all rows, in order of creation, from 0. */
  readonly places: Column<Uint32Array>;
  /** The entry before of the same row; `NONE` for its first. */
  readonly before: Column<Uint32Array>;
}

/** No entry: where an order of events begins, and a row that does not exist yet. */
export const NONE = 0;

/** The changes of a view as it takes them: where they stand, and of which row by number they are. */
export interface Changes {
  count(): number;
  readonly positions: Column<Uint32Array>;
  readonly rows: Column<Uint32Array>;
  /** By the number of a row: its place, counted from 1; 0 when it was never born. */
  readonly bornRows: Column<Uint32Array>;
  /** By place: where the row was born. */
  readonly bornAt: Column<Uint32Array>;
}

/** Makes entries of changes, as far as they have come by then; taken in when asked for, since few screens want them. */
export function createEntries(changes: Changes): Entries {
  const positions = createUint32Column();
  const places = createUint32Column();
  const before = createUint32Column();
  const lastOf = createUint32Column();
  let taken = 0;
  let count = 0;

  const catchUp = (): void => {
    const upTo = changes.count();
    if (taken === upTo) return;
    // Room for all, and then arrays alone: whoever asks first waits for all changes there ever were.
    for (const column of [positions, places, before]) column.set(count + upTo - taken, NONE);
    lastOf.set(changes.bornRows.length, NONE);
    const [rowOf, positionOf] = [changes.rows.values, changes.positions.values];
    const [bornRows, bornAt] = [changes.bornRows.values, changes.bornAt.values];
    const last = lastOf.values;
    for (; taken < upTo; taken += 1) {
      const row = rowOf[taken] as number;
      const position = positionOf[taken] as number;
      const place = (bornRows[row] ?? 0) - 1;
      if (place < 0 || (bornAt[place] as number) > position) continue;
      count += 1;
      positions.values[count] = position;
      places.values[count] = place;
      before.values[count] = last[row] as number;
      last[row] = count;
    }
  };

  return {
    ...{ positions, places, before },
    count() {
      catchUp();
      return count;
    },
    upTo(at) {
      catchUp();
      return countNumbersUpTo(positions.values.subarray(1), count, at);
    },
  };
}

/** The rows of a view at one moment after the other. */
export interface Moments {
  /**
   * The entry that counts for each row, by its place, as of a position; `NONE` where the row does not exist yet. The same
   * array each time, good until the next call; only its first `rows` places mean anything.
   */
  moveTo(at: Position): Uint32Array;
}

/**
 * Makes moments that move from the one asked for last to the next by the entries in between. So a drag costs what it passes,
 * and any leap at most one walk along the entries.
 */
export function createMoments(entries: Entries): Moments {
  const { places, before } = entries;
  let current = new Uint32Array(1_024);
  let reached = NONE;

  const makeRoom = (): void => {
    if (current.length > entries.count()) return;
    const larger = new Uint32Array(Math.max(current.length * 2, entries.count() + 1));
    larger.set(current);
    current = larger;
  };

  return {
    moveTo(at) {
      const entry = entries.upTo(at);
      makeRoom();
      const placeOf = places.values;
      const earlier = before.values;
      for (; reached < entry; reached += 1) current[placeOf[reached + 1] as number] = reached + 1;
      for (; reached > entry; reached -= 1) {
        current[placeOf[reached] as number] = earlier[reached] as number;
      }
      return current;
    },
  };
}

/**
 * The places of rows at a moment that fit, in ascending order.
 * @param current see `Moments`.
 * @param rows how many rows there are.
 * @param among the places to look at in ascending order; all of them when left out.
 */
export function fittingPlaces(
  current: Uint32Array,
  rows: number,
  fits: (place: number, entry: number) => boolean,
  among?: Uint32Array,
): Uint32Array {
  const places = new Uint32Array(Math.min(among?.length ?? rows, rows));
  const end = among ? among.length : rows;
  let count = 0;
  for (let index = 0; index < end; index += 1) {
    const place = among ? (among[index] as number) : index;
    if (place >= rows) break;
    const entry = current[place] as number;
    if (entry !== NONE && fits(place, entry)) places[count++] = place;
  }
  return places.subarray(0, count);
}
