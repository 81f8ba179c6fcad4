import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";
import { type EpochMs, type Position, START } from "../../eventlog/envelope.ts";
import type { History } from "../read-model.ts";
import type { LateEvents } from "./late-events.ts";

/** What a moment in the world is looked up in. */
type TimedHistory = Pick<History, "late" | "positionAt" | "timeReached">;

/**
 * Where a moment in the world is in the log: at the last event that happened up to then. Where
 * events stand behind later ones, it is where most of that day up to the moment stands; of a day of
 * nothing, the newest day before it.
 */
export function positionOfTime(history: TimedHistory, time: EpochMs): Position {
  const newest = newestUpTo(history, time);
  if (newest === undefined) return START;
  const midnight = new Date(newest).setHours(0, 0, 0, 0) as EpochMs;
  return standingBy(history.late, {
    before: history.positionAt((midnight - 1) as EpochMs),
    end: history.positionAt(newest),
    late: between(history.late, midnight, newest),
  });
}

/**
 * When the newest event happened that happened up to a moment, wherever in the log it was recorded.
 */
function newestUpTo({ late, positionAt, timeReached }: TimedHistory, time: EpochMs) {
  // Whatever is not late and happened up to then stands ahead of all that is later.
  const reached = positionAt(time);
  let newest = reached === START ? Number.NEGATIVE_INFINITY : timeReached(reached);
  for (let place = 0; place < late.times.length; place += 1) {
    const one = late.times.values[place] as EpochMs;
    if (one <= time && one > newest) newest = one;
  }
  return newest === Number.NEGATIVE_INFINITY ? undefined : (newest as EpochMs);
}

/** Positions of the late events that happened between two moments, both included, in order. */
function between({ times, positions }: LateEvents, from: EpochMs, to: EpochMs): Position[] {
  const found: Position[] = [];
  for (let place = 0; place < positions.length; place += 1) {
    const time = times.values[place] as number;
    if (time >= from && time <= to) found.push(positions.values[place] as Position);
  }
  return found;
}

/**
 * Part of a span's events that has to stand before the span counts as standing: one that came much
 * later changes little.
 */
const MOST = 0.9;

/**
 * The position by which most of the events of a span stand: those in order of their time, which
 * fill the positions behind `before` up to `end`, and the late ones. It is `end` where that is
 * enough, else the first that is.
 */
function standingBy(
  late: LateEvents,
  span: { readonly before: Position; readonly end: Position; readonly late: readonly Position[] },
): Position {
  const { values, length } = late.positions;
  const inOrderUpTo = (position: number): number => {
    const upTo = Math.min(Math.max(position, span.before), span.end);
    const [from, to] = [span.before, upTo].map((at) => countNumbersUpTo(values, length, at));
    return upTo - span.before - ((to as number) - (from as number));
  };
  const wanted = Math.ceil((inOrderUpTo(span.end) + span.late.length) * MOST);
  const lateUpTo = (position: number): number =>
    span.late.findLastIndex((one) => one <= position) + 1;
  if (inOrderUpTo(span.end) + lateUpTo(span.end) >= wanted) return span.end;
  let [low, high] = [span.before + 1, Math.max(span.end, span.late.at(-1) ?? 0)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrderUpTo(middle) + lateUpTo(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low as Position;
}
