import { describe, expect, it } from "vitest";
import { checkClock } from "../../src/application/session/clock-check.ts";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { clockDoubt } from "../../src/read-model/queries/clock-check-rule.ts";
import { NOW, openSession } from "../application/open-session.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

describe("a clock", () => {
  it.each([
    [0, undefined],
    [-4 * MINUTE, undefined],
    [-6 * MINUTE, "behind"],
    [-365 * DAY, "behind"],
    [365 * DAY, undefined],
    [367 * DAY, "ahead"],
    [73 * 365 * DAY, "ahead"],
  ])("that stands %i ms from the newest change is told as %s", (from, told) => {
    expect(clockDoubt(NOW, (NOW + from) as EpochMs)).toBe(told);
  });

  it("is held against the newest event of the book, and an empty book has none", async () => {
    const session = await openSession(createMemoryLog({ now: () => NOW }));
    const aYearBack = (NOW - 365 * DAY) as EpochMs;
    checkClock(session, aYearBack);
    expect(session.store.getState().clock).toBeUndefined();

    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    checkClock(session, NOW);
    expect(session.store.getState().clock).toBeUndefined();
    checkClock(session, aYearBack);
    const recordedAt = session.history.event(1 as Position)?.meta.recordedAt;
    expect(session.store.getState().clock).toEqual({
      ...{ doubt: "behind", newest: recordedAt, now: aYearBack },
    });
  });
});
