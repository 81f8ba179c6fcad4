import { type Position, positionAfter, type RecordedEvent, START } from "./envelope.ts";
import { matches } from "./event-filter.ts";
import type { Range } from "./event-log.ts";

/** First and last position to read, both included; empty when `from` is after `to`. */
export interface Bounds {
  readonly from: Position;
  readonly to: Position;
}

/**
 * The positions that a range can come to in a log that ends at `head`. Positions have no gaps, so a limit is plain
 * counting, as long as no filter leaves events out.
 */
export function boundsOf({ from, to, direction, limit, filter }: Range, head: Position): Bounds {
  const first = Math.max(from ?? START, positionAfter(START)) as Position;
  const last = to ?? (Number.MAX_SAFE_INTEGER as Position);
  if (limit === undefined || filter) return { from: first, to: last };
  if (direction !== "backwards") {
    return { from: first, to: Math.min(last, first + limit - 1) as Position };
  }
  const newest = Math.min(last, head) as Position;
  return { from: Math.max(first, newest - limit + 1) as Position, to: newest };
}

/** Cuts events that cover the bounds to those that a range means, in the direction that was asked for. */
export function inRange(
  events: readonly RecordedEvent[],
  { from, to }: Bounds,
  { direction, limit, filter = {} }: Range,
): RecordedEvent[] {
  const meant = events.filter(
    (event) => event.position >= from && event.position <= to && matches(filter, event),
  );
  if (direction === "backwards") meant.reverse();
  return limit === undefined ? meant : meant.slice(0, limit);
}
