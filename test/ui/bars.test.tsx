import { describe, expect, it } from "vitest";
import type { Position } from "../../src/eventlog/envelope.ts";
import type { History } from "../../src/read-model/read-model.ts";
import type { Axis, TimedHistory } from "../../src/ui/timeline/axis/axis.ts";
import { barsAlong } from "../../src/ui/timeline/axis/histogram.ts";

const DAY = 86_400_000;
const BARS = 70;

/** Heights of the bars along so many events, by the times at which they happened. */
function heightsOf(times: readonly number[]): readonly number[] {
  const last = times.length as Position;
  const axis = {
    kind: "events",
    span: { from: 0 as Position, to: last },
    positionAt: (share: number) => Math.round(share * last) as Position,
  } as unknown as Axis;
  const history = {
    timeReached: (position: Position) => times[position - 1] as number,
    families: { countInto() {} },
  } as unknown as TimedHistory & Pick<History, "families">;
  return [...barsAlong(axis, history, BARS).heights];
}

describe("the bars along events", () => {
  // Seven hundred orders in a year, in summer three times as many a day as in winter.
  const year: number[] = [];
  for (let day = 0; year.length < 700; day += 1) {
    const isSummer = day % 365 > 120 && day % 365 < 240;
    for (let order = 0; order < (isSummer ? 3 : 1); order += 1) year.push((day + order / 4) * DAY);
  }

  it("are as high as the events came fast", () => {
    const heights = heightsOf(year);
    expect(Math.max(...heights)).toBe(1);
    expect(Math.min(...heights)).toBeLessThan(0.7);
  });

  it("tell the same of a year when one more event comes decades later", () => {
    const before = heightsOf(year);
    const after = heightsOf([...year, 10_000 * DAY]);
    expect(Math.min(...after.slice(0, -1))).toBeCloseTo(Math.min(...before), 1);
  });
});
