import type { Column } from "../../eventlog/columns/column.ts";
import type { Shelf } from "../../eventlog/columns/column-set.ts";
import type { EpochMs, Position } from "../../eventlog/envelope.ts";

/**
 * Milliseconds behind a later event from which on one counts as out of order: within a day, things
 * are entered as they come.
 */
const OUT_OF_ORDER = 86_400_000;

/** The events that were recorded behind later ones: few in most logs, nearly all in a log that was imported newest first. */
export interface LateEvents {
  /** Takes the next late event: where it stands and when it happened. */
  add(position: Position, occurredAt: EpochMs): void;
  /** How many of them happened a day or more before an event ahead of them. */
  countOutOfOrder(): number;
  /** Where they stand, in order. */
  readonly positions: Column<Uint32Array>;
  /** When they happened, in the same order. */
  readonly times: Column<Float64Array>;
}

/**
 * Makes the index over columns, which are kept with the others.
 * @param reachedBefore the latest moment ahead of a position.
 */
export function createLateEvents(
  shelf: Shelf,
  reachedBefore: (position: Position) => EpochMs,
): LateEvents {
  const positions = shelf.uint32("positions");
  const times = shelf.float64("times");
  let outOfOrder = 0;
  const count = (position: Position, occurredAt: number): void => {
    if (reachedBefore(position) - occurredAt >= OUT_OF_ORDER) outOfOrder += 1;
  };
  for (let place = 0; place < positions.length; place += 1) {
    count(positions.values[place] as Position, times.values[place] as number);
  }
  return {
    add(position, occurredAt) {
      times.set(times.length, occurredAt);
      positions.set(positions.length, position);
      count(position, occurredAt);
    },
    countOutOfOrder: () => outOfOrder,
    positions,
    times,
  };
}
