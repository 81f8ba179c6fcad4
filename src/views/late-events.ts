import type { EpochMs, Position } from "../eventlog/envelope.ts";
import type { Shelf } from "../eventlog/packed/shelf.ts";

/** The events that were recorded behind later ones: few in most logs, nearly all in a log that was imported newest first. */
export interface LateEvents {
  /** Takes the next late event: where it stands and when it happened. */
  add(position: Position, occurredAt: EpochMs): void;
  count(): number;
  /** How many stand up to a position. */
  countUpTo(position: number): number;
  /** Positions of those that happened between two moments, both included, in order. */
  between(from: EpochMs, to: EpochMs): Position[];
}

/** Makes the index over columns, which are kept with the others. */
export function createLateEvents(shelf: Shelf): LateEvents {
  const positions = shelf.uint32("positions");
  const times = shelf.float64("times");
  return {
    add(position, occurredAt) {
      times.set(times.length, occurredAt);
      positions.set(positions.length, position);
    },
    count: () => positions.length,
    countUpTo(position) {
      let [low, high] = [0, positions.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((positions.values[middle] as number) <= position) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    between(from, to) {
      const found: Position[] = [];
      for (let place = 0; place < positions.length; place += 1) {
        const time = times.values[place] as number;
        if (time >= from && time <= to) found.push(positions.values[place] as Position);
      }
      return found;
    },
  };
}

/** Part of a span's events that has to stand before the span counts as standing: one that came much later changes little. */
const MOST = 0.9;

/**
 * The first position by which most of the events of a span stand: those in order of their time, which fill the positions
 * behind `before` up to `end`, and the late ones.
 *
 * @returns undefined where nothing happened in the span
 */
export function standingBy(
  late: LateEvents,
  span: { readonly before: Position; readonly end: Position; readonly late: readonly Position[] },
): Position | undefined {
  const inOrderUpTo = (position: number): number => {
    const upTo = Math.min(Math.max(position, span.before), span.end);
    return upTo - span.before - (late.countUpTo(upTo) - late.countUpTo(span.before));
  };
  const all = inOrderUpTo(span.end) + span.late.length;
  if (all === 0) return undefined;
  const wanted = Math.ceil(all * MOST);
  const lateUpTo = (position: number): number =>
    span.late.findLastIndex((one) => one <= position) + 1;
  let [low, high] = [span.before + 1, Math.max(span.end, span.late.at(-1) ?? 0)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrderUpTo(middle) + lateUpTo(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low as Position;
}
