import type { Shelf } from "../../eventlog/columns/column-set.ts";
import type { Position } from "../../eventlog/envelope.ts";

/** The positions of many rows, each row's in order, without an array for each. */
export interface Chains {
  /** Puts a later position at the end of a row's chain. */
  add(row: number, position: Position): void;
  /** How many positions of a row stand at or before `at`. */
  countUpTo(row: number, at: Position): number;
  /** Those positions from the `from`-th on, counted from 0, in order. */
  positionsUpTo(row: number, at: Position, from?: number): Position[];
  /** The last of those positions; undefined when there is none. */
  lastUpTo(row: number, at: Position): Position | undefined;
}

const NONE = 0;

/**
 * Makes chains: without a position, or with those that stand on the shelf. Each entry knows the one before it and, further back, the one to jump to, so that the last
 * one up to a moment is found in a number of steps that grows with the logarithm of the chain (Myers, An applicative
 * random-access stack, 1983).
 */
export function createChains(shelf: Shelf): Chains {
  const positions = shelf.uint32("positions");
  const before = shelf.uint32("before");
  const jumps = shelf.uint32("jumps");
  const lengths = shelf.uint32("lengths");
  const lastOf = shelf.uint32("lastOf", "changed");

  const lengthOf = (entry: number): number =>
    entry === NONE ? 0 : (lengths.values[entry] as number);

  // The entry of the last position up to `at`; `NONE` when the row's first is later.
  const find = (row: number, at: Position): number => {
    let entry = lastOf.values[row] ?? NONE;
    while (entry !== NONE && (positions.values[entry] as number) > at) {
      const jump = jumps.values[entry] as number;
      const far = jump !== NONE && (positions.values[jump] as number) > at;
      entry = far ? jump : (before.values[entry] as number);
    }
    return entry;
  };

  return {
    add(row, position) {
      const last = lastOf.values[row] ?? NONE;
      const jump = last === NONE ? NONE : (jumps.values[last] as number);
      const far = jump === NONE ? NONE : (jumps.values[jump] as number);
      const isEven = lengthOf(last) - lengthOf(jump) === lengthOf(jump) - lengthOf(far);
      const count = Math.max(positions.length, 1);
      positions.set(count, position);
      before.set(count, last);
      jumps.set(count, isEven ? far : last);
      lengths.set(count, lengthOf(last) + 1);
      lastOf.set(row, count);
    },
    countUpTo: (row, at) => lengthOf(find(row, at)),
    positionsUpTo(row, at, from = 0) {
      const found: Position[] = [];
      for (
        let entry = find(row, at);
        entry !== NONE && lengthOf(entry) > from;
        entry = before.values[entry] as number
      ) {
        found.push(positions.values[entry] as Position);
      }
      return found.reverse();
    },
    lastUpTo(row, at) {
      const entry = find(row, at);
      return entry === NONE ? undefined : (positions.values[entry] as Position);
    },
  };
}
