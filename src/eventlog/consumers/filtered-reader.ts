import { type Head, type Position, positionAfter, type RecordedEvent } from "../envelope.ts";
import type { Range } from "../event-log.ts";
import { boundsOf, inRange } from "../read-range.ts";
import { createEventIndex } from "./event-index.ts";

/** Events read in one go while the index is built. */
const PAGE = 1_000;
/** Found positions that lie closer are read in one go: a few events too many cost less than another request. */
const NEAR = 16;

/**
 * Reads the events of a filter from a log whose storage has no index of its own. The index is built with the first
 * such reading and then only goes on with what is new.
 */
export function createFilteredReader(
  read: (range: Range) => Promise<RecordedEvent[]>,
  head: () => Promise<Head>,
): (range: Range) => Promise<RecordedEvent[]> {
  const index = createEventIndex();
  let building: Promise<void> = Promise.resolve();

  const goOn = async (): Promise<void> => {
    const { position } = await head();
    while (index.reaches() < position) {
      const from = positionAfter(index.reaches());
      const page = await read({ from, to: positionAfter(index.reaches(), PAGE) });
      if (page.length === 0) return;
      index.add(page);
    }
  };

  return async (range) => {
    // One after the other, so that no event is added twice.
    building = building.catch(() => {}).then(goOn);
    await building;
    const bounds = boundsOf(range, index.reaches());
    const found = index
      .find(range.filter ?? {})
      ?.filter((position) => position >= bounds.from && position <= bounds.to);
    const spans = found ? spansOf(found) : [[bounds.from, bounds.to] as const];
    const events = await Promise.all(spans.map(([from, to]) => read({ from, to })));
    return inRange(events.flat(), bounds, range);
  };
}

function spansOf(positions: readonly Position[]): (readonly [Position, Position])[] {
  const spans: [Position, Position][] = [];
  for (const position of positions) {
    const last = spans.at(-1);
    if (last && position - last[1] <= NEAR) last[1] = position;
    else spans.push([position, position]);
  }
  return spans;
}
