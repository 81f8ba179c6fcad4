import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Hash, Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { createTentativeHistory } from "../../src/read-model/optimistic-read-model.ts";
import { answersAt, eventsOfABook } from "./book-of-events.ts";

/** The same events as a device supposes them before the log has them: recorded at another moment, under other hashes. */
function asSupposed(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.map((event) => ({
    ...event,
    hash: "0".repeat(64) as Hash,
    meta: { ...event.meta, recordedAt: 1 as RecordedEvent["meta"]["recordedAt"] },
  }));
}

/** The same places, taken by something else. */
function asOthers(events: readonly RecordedEvent[]): RecordedEvent[] {
  return asSupposed(events).map((event) => ({
    ...event,
    id: `other-${event.id}` as typeof event.id,
  }));
}

describe("a history whose last events are tentative", () => {
  let events: RecordedEvent[] = [];
  beforeAll(async () => {
    events = await eventsOfABook();
  });

  it("answers like any other, whatever was supposed, confirmed and taken back on the way", () => {
    const plain = createHistory();
    plain.add(events);
    const step = fc.record({
      certain: fc.integer({ min: 0, max: 4 }),
      supposed: fc.integer({ min: 0, max: 9 }),
      way: fc.constantFrom("as supposed", "others", "taken back"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { history, suppose, takeBack, certain } = createTentativeHistory();
        let reached = 0;
        for (const { certain: count, supposed, way } of steps) {
          const make = way === "others" ? asOthers : asSupposed;
          takeBack();
          suppose(make(events.slice(reached, reached + supposed)));
          expect(certain().position).toBe(reached);
          if (way === "taken back") takeBack();
          history.add(events.slice(reached, reached + count));
          reached = Math.min(reached + count, events.length);
          expect(certain()).toEqual(headOf(events, reached));
        }
        takeBack();
        history.add(events.slice(reached));

        expect(history.head()).toEqual(plain.head());
        for (let at = 0; at <= events.length; at += 1) {
          expect(answersAt(history, at as Position)).toEqual(answersAt(plain, at as Position));
        }
      }),
      { numRuns: 60, seed: 20261122 },
    );
  });

  it("says whether what was supposed still stands, and is another object only when it does not", () => {
    const tentative = createTentativeHistory();
    const { history, suppose, current } = tentative;
    const told: boolean[] = [];
    tentative.onCertain(({ stillStand }) => told.push(stillStand));
    history.add(events.slice(0, 3));
    suppose(asSupposed(events.slice(3, 6)));
    const before = current();

    history.add(events.slice(3, 5));
    expect(current()).toBe(before);
    expect(tentative.certain().position).toBe(5);
    expect(history.head().position).toBe(6);

    history.add(asOthers(events.slice(5, 6)));
    expect(current()).not.toBe(before);
    expect(told).toEqual([false, true, false]);
  });

  it("keeps only what is certain", () => {
    const { history, suppose } = createTentativeHistory();
    history.add(events.slice(0, 4));
    suppose(asSupposed(events.slice(4, 8)));

    expect(history.reaches()).toBe(8);
    expect(history.keep().upTo).toBe(4);
  });
});

function headOf(events: readonly RecordedEvent[], count: number) {
  const last = events[count - 1];
  return last
    ? { position: last.position, hash: last.hash }
    : { position: 0, hash: "0".repeat(64) };
}
