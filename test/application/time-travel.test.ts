import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { newerCount, shownPosition } from "../../src/application/store/book-store.ts";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { positionOfTime } from "../../src/read-model/temporal/position-of-time.ts";
import { eventually } from "../eventually.ts";
import { openSession } from "./open-session.ts";

const DAYS = ["2024-01-15", "2024-02-15", "2024-03-15"];

async function openBookOfThreeDays(): Promise<BookSession> {
  const session = await openSession();
  await session.bus.dispatch({
    type: "RegisterClient",
    username: "ada",
    occurredAt: `${DAYS[0]}T12:00:00Z`,
  });
  for (const day of DAYS.slice(1)) {
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 1 }];
    await session.bus.dispatch({
      type: "PlaceOrder",
      client: "ada",
      lines,
      occurredAt: `${day}T12:00:00Z`,
    });
  }
  return session;
}

function cursorOf({ store }: BookSession) {
  return store.getState().cursor;
}

describe("moving through time", () => {
  it("stays within the log, and arriving at its end by steps is live again", async () => {
    const session = await openBookOfThreeDays();
    session.time.goTo(99 as Position);
    expect(cursorOf(session)).toBe(5);
    session.time.goTo(4 as Position);
    session.time.stepBy(-9);
    expect(cursorOf(session)).toBe(0);
    session.time.stepBy(9);
    expect(cursorOf(session)).toBe("live");
  });

  it.each([
    { day: "2023-12-31", wanted: 0 },
    { day: "2024-01-15", wanted: 3 },
    { day: "2024-02-20", wanted: 4 },
    { day: "2024-12-31", wanted: "live" },
  ])("goes to $wanted for the end of $day", async ({ day, wanted }) => {
    const session = await openBookOfThreeDays();
    const end = Date.parse(`${day}T23:59:59Z`) as EpochMs;
    session.time.arriveAt(positionOfTime(session.history, end));
    expect(cursorOf(session)).toBe(wanted);
  });

  it("does not move when something new is written, and counts it", async () => {
    const session = await openBookOfThreeDays();
    session.time.goTo(2 as Position);
    session.time.goTo("live");
    session.time.goTo(2 as Position);
    const { log } = session;
    const other = await openSession(log);
    await other.bus.dispatch({
      type: "RegisterClient",
      clientId: "other",
      username: "bob",
      commandId: "other",
    });
    await eventually(() => expect(newerCount(session.store.getState())).toBe(2));
    expect(shownPosition(session.store.getState())).toBe(2);
  });
});

describe("playing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs from the beginning to the end at its speed, and stops there", async () => {
    const session = await openBookOfThreeDays();
    session.time.setSpeed(1);
    session.time.play();
    expect(cursorOf(session)).toBe(0);
    vi.advanceTimersByTime(3_100);
    expect(cursorOf(session)).toBe(3);
    expect(session.store.getState().playing).toBe(true);
    vi.advanceTimersByTime(3_000);
    expect(cursorOf(session)).toBe("live");
    expect(session.store.getState().playing).toBe(false);
  });

  it("pauses where it is, and does nothing on an empty book", async () => {
    const session = await openBookOfThreeDays();
    session.time.play();
    vi.advanceTimersByTime(250);
    session.time.pause();
    const paused = cursorOf(session);
    vi.advanceTimersByTime(5_000);
    expect(cursorOf(session)).toBe(paused);

    const empty = await openSession();
    empty.time.play();
    expect(empty.store.getState()).toMatchObject({ playing: false, cursor: "live" });
  });
});
