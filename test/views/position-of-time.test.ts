import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { openSession } from "../store/open-session.ts";

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
  session.time.goToTime((BEGIN + (day + 1) * DAY - 1) as EpochMs);
  const { cursor } = session.store.getState();
  return cursor === "live" ? session.history.head().position : cursor;
};

describe("a log in the order of its time", () => {
  it("has no late events, and a jump leads to the end of the day", async () => {
    const session = await bookOf([1, 1, 2, 3]);
    expect(session.history.lateEvents()).toBe(0);
    expect([1, 2, 3].map((day) => jumpTo(session, day))).toEqual([5, 6, 7]);
  });
});

describe("a log that was filled newest first", () => {
  it("counts what stands behind later events", async () => {
    const { history } = await bookOf([9, 8, 7, 6, 6]);
    expect(history.lateEvents()).toBe(4);
  });

  it("is left where most of the day stands", async () => {
    const session = await bookOf([9, 8, 7, 6, 6]);
    expect([9, 8, 7, 6].map((day) => jumpTo(session, day))).toEqual([4, 5, 6, 8]);
  });

  it("leads where the plain order would lead for a day of nothing", async () => {
    const session = await bookOf([9, 3]);
    expect(jumpTo(session, 5)).toBe(session.history.positionAt(noonOf(5) as EpochMs));
  });

  it("finds the first position by which nine of ten of a day stand, whatever the order", async () => {
    const days = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(days, fc.nat(4), async (given, day) => {
        const session = await bookOf(given);
        const wanted = given.flatMap((one, index) => (one === day ? [index + 4] : []));
        // The client stands on day 0, in three events.
        const all = day === 0 ? [1, 2, 3, ...wanted] : wanted;
        if (all.length === 0 || session.history.lateEvents() === 0) return;
        expect(jumpTo(session, day)).toBe(all[Math.ceil(all.length * 0.9) - 1]);
      }),
      { numRuns: 60 },
    );
  });
});
