import type { Position } from "../../../eventlog/envelope.ts";
import { FAMILIES } from "../../../read-model/columns/event-categories.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { Axis, TimedHistory } from "./axis.ts";

/** The bars of a timeline, from left to right, all as wide as each other. */
export interface Bars {
  readonly count: number;
  /** Height of each bar, 0 to 1. */
  readonly heights: Float64Array;
  /** Events of each bar. */
  readonly totals: Uint32Array;
  /** Events of each bar by family: `FAMILIES.length` numbers a bar. */
  readonly events: Uint32Array;
}

/**
 * Events of one moment came as fast as if they had shared this part of the time that a bar usually
 * takes.
 */
const SUDDEN = 1 / 8;

/**
 * What happened along an axis, in at most so many bars. Along time a bar is as high as it holds events; along events, of
 * which every bar holds as many, as high as they came fast. Costs what there are bars, however long the log.
 */
export function barsAlong(
  axis: Axis,
  history: TimedHistory & Pick<History, "families">,
  most: number,
): Bars {
  const { from, to } = axis.span;
  const count = Math.max(1, Math.min(most, to - from));
  const kinds = FAMILIES.length;
  const events = new Uint32Array(count * kinds);
  const totals = new Uint32Array(count);
  const heights = new Float64Array(count);
  const times = new Float64Array(count);
  let after = from;
  for (let bar = 0; bar < count; bar += 1) {
    const upTo = bar === count - 1 ? to : axis.positionAt((bar + 1) / count);
    history.families.countInto(events.subarray(bar * kinds, (bar + 1) * kinds), after, upTo);
    totals[bar] = upTo - after;
    times[bar] = timeOf(history, after, upTo);
    after = upTo;
  }
  const shortest = Math.max(usual(times) * SUDDEN, 1);
  for (let bar = 0; bar < count; bar += 1) {
    const total = totals[bar] as number;
    const time = Math.max(times[bar] as number, shortest);
    heights[bar] = axis.kind === "time" ? total : total / time;
  }
  const highest = heights.reduce((most, height) => Math.max(most, height), Number.MIN_VALUE);
  // A tenth of the height still tells a hundredth of the events.
  for (let bar = 0; bar < count; bar += 1) {
    heights[bar] = Math.sqrt((heights[bar] as number) / highest);
  }
  return { count, heights, totals, events };
}

// Milliseconds from the first event of a bar to its last one.
function timeOf(history: TimedHistory, after: Position, upTo: Position): number {
  if (upTo <= after) return 0;
  return history.timeReached(upTo) - history.timeReached((after + 1) as Position);
}

// The middle one, and not the mean: years without an event between two bars say nothing of the
// others.
function usual(times: Float64Array): number {
  const some = times.filter((time) => time > 0).sort();
  return some[some.length >> 1] ?? 0;
}
