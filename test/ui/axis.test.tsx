import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { createAxis, FOLD } from "../../src/ui/timeline/axis/axis.ts";

const HOUR = 3_600_000;

/** A history whose events came at these times, in order. */
function historyOf(times: readonly number[]) {
  return {
    timeReached: (position: Position) => (times[position - 1] ?? 0) as EpochMs,
    positionAt: (time: EpochMs) => times.filter((one) => one <= time).length as Position,
  };
}

function axisOf(times: readonly number[], kind: "time" | "events" = "time") {
  const span = { from: 0 as Position, to: times.length as Position };
  return createAxis(kind, span, historyOf(times));
}

describe("an axis of events", () => {
  it("gives every event as much room, from before the first to the last", () => {
    const axis = axisOf([1, 2, 3, 4], "events");
    expect([0, 1, 2, 4].map((at) => axis.shareOf(at as Position))).toEqual([0, 0.25, 0.5, 1]);
    expect([-1, 0, 0.26, 0.9, 2].map(axis.positionAt)).toEqual([0, 0, 1, 4, 4]);
  });
});

describe("an axis of time", () => {
  it("gives every hour as much room", () => {
    // Each wait is a tenth of all, and none is unusual.
    expect(axisOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((day) => day * 24 * HOUR)).folds).toEqual(
      [],
    );
    const even = axisOf(Array.from({ length: 101 }, (_, hour) => hour * HOUR));
    expect(even.folds).toEqual([]);
    expect(even.shareOf(51 as Position)).toBeCloseTo(0.5);
    expect(even.positionAt(0.5)).toBe(51);
  });

  it("folds a long wait to a small place, and says how long it was", () => {
    const busy = (begin: number) => Array.from({ length: 50 }, (_, event) => begin + event * 1_000);
    const axis = axisOf([...busy(0), ...busy(100 * HOUR)]);
    expect(axis.folds).toHaveLength(1);
    const [fold] = axis.folds;
    expect(fold?.ms).toBeCloseTo(100 * HOUR - 49_000);
    expect(fold?.share).toBeCloseTo((1 - FOLD) / 2);
    expect(axis.shareOf(51 as Position)).toBeCloseTo((1 + FOLD) / 2);
    expect(axis.positionAt(0.99)).toBeGreaterThan(95);
  });

  it("measures by events where they came at one moment or two", () => {
    expect(axisOf([5, 5, 5]).kind).toBe("events");
    expect(axisOf([]).kind).toBe("events");
    expect(axisOf([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]).kind).toBe("events");
  });

  it("leads back, for any times and folds, to an event of the same moment", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 60 }), (times) => {
        times.sort((one, other) => one - other);
        const axis = axisOf(times);
        const history = historyOf(times);
        let before = 0;
        for (let at = 1 as Position; at <= times.length; at = (at + 1) as Position) {
          const share = axis.shareOf(at);
          expect(share).toBeGreaterThanOrEqual(before - 1e-9);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
          before = share;
          const back = axis.positionAt(share);
          const off = Math.abs(history.timeReached(back) - history.timeReached(at));
          // A rounded millisecond may fall to the event before.
          if (axis.kind === "time" && share > 0) {
            const earlier = times.filter((one) => one < history.timeReached(at)).at(-1) ?? 0;
            expect(off === 0 || history.timeReached(back) === earlier).toBe(true);
          }
        }
      }),
    );
  });
});
