import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { positionOfTime } from "../../src/read-model/temporal/position-of-time.ts";
import { openSession } from "../application/open-session.ts";

const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 0, 1);
const noonOf = (day: number) => BEGIN + day * DAY + DAY / 2;

/** A book with a client of today and an order a day, in the order of the days that are given. */
async function bookOf(days: readonly number[]) {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada", occurredAt: BEGIN });
  const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
  for (const day of days) {
    const occurredAt = noonOf(day);
    await session.bus.dispatch({ type: "PlaceOrder", client: "ada", lines, occurredAt });
  }
  return session;
}

const jumpTo = (session: Awaited<ReturnType<typeof bookOf>>, day: number) => {
  const end = (BEGIN + (day + 1) * DAY - 1) as EpochMs;
  session.time.arriveAt(positionOfTime(session.history, end));
  const { cursor } = session.store.getState();
  return cursor === "live" ? session.history.head().position : cursor;
};

describe("a log in the order of its time", () => {
  it("has no late events, and a jump leads to the end of the day", async () => {
    const session = await bookOf([1, 1, 2, 3]);
    expect(session.history.late.countOutOfOrder()).toBe(0);
    expect([1, 2, 3].map((day) => jumpTo(session, day))).toEqual([5, 6, 7]);
  });
});

describe("a log that was filled newest first", () => {
  it("counts what stands behind later events", async () => {
    const { history } = await bookOf([9, 8, 7, 6, 6]);
    expect(history.late.countOutOfOrder()).toBe(4);
  });

  it("is left where most of the day stands", async () => {
    const session = await bookOf([9, 8, 7, 6, 6]);
    expect([8, 7, 6].map((day) => jumpTo(session, day))).toEqual([5, 6, 8]);
    // By the end of the newest day, all that stands behind it had happened as well.
    expect(jumpTo(session, 9)).toBe(8);
  });

  it("leads to the newest day before it for a day of nothing", async () => {
    const session = await bookOf([9, 3, 3, 2]);
    expect(jumpTo(session, 5)).toBe(jumpTo(session, 3));
    expect(jumpTo(session, 3)).toBe(6);
    // Nothing at all had happened by then.
    expect(jumpTo(session, -1)).toBe(0);
  });

  it("leads to the newest day also behind one event of the far future", async () => {
    const session = await bookOf([20_000, 1, 1, 2, 4, 4, 4]);
    expect(jumpTo(session, 3)).toBe(7);
    expect(jumpTo(session, 6)).toBe(10);
  });

  it("leads to where a day stands also where its events stand only hours behind later ones", async () => {
    const session = await openSession();
    const at = (hours: number) => BEGIN + hours * 3_600_000;
    await session.bus.dispatch({ type: "RegisterClient", username: "ada", occurredAt: at(24 + 9) });
    for (const hours of [20, 10]) {
      const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
      await session.bus.dispatch({
        type: "PlaceOrder",
        client: "ada",
        lines,
        occurredAt: at(hours),
      });
    }
    expect(session.history.late.countOutOfOrder()).toBe(0);
    expect(jumpTo(session, 0)).toBe(5);
  });

  it("finds the position by which nine of ten of a day stand, whatever the order", async () => {
    const days = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(days, fc.nat(4), async (given, day) => {
        const session = await bookOf(given);
        const wanted = given.flatMap((one, index) => (one === day ? [index + 4] : []));
        // The client stands on day 0, in three events.
        const all = day === 0 ? [1, 2, 3, ...wanted] : wanted;
        if (all.length === 0) return;
        const first = all[Math.ceil(all.length * 0.9) - 1] as number;
        // As far as the log had not reached past that day, where that is enough.
        const later = given.findIndex((one) => one > day);
        const end = later < 0 ? given.length + 3 : later + 3;
        expect(jumpTo(session, day)).toBe(Math.max(first, end));
      }),
      { numRuns: 60 },
    );
  });
});
