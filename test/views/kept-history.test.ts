import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { EpochMs, Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { packEvents } from "../../src/eventlog/packed/packed-events.ts";
import type { KeptColumns } from "../../src/eventlog/packed/shelf.ts";
import { createHistory, type History } from "../../src/views/history.ts";
import { openSession, orderOf } from "../store/open-session.ts";

const VIEWS = ["clients", "orders", "wallets", "checkouts"] as const;

async function eventsOfABook(): Promise<RecordedEvent[]> {
  const session = await openSession();
  const { bus, log, history } = session;
  session.runWorkflows();
  for (const username of ["ada", "bob", "cy"]) {
    await bus.dispatch({ type: "RegisterClient", username });
    await bus.dispatch(orderOf(username, "TEA", 2));
  }
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 5_000, currency: "EUR" });
  const [first, second, third] = history.orders.rows(99 as Position);
  await bus.dispatch({ type: "PayOrder", orderId: first?.id });
  await bus.dispatch({ type: "ShipOrder", orderId: second?.id });
  await bus.dispatch({ type: "CancelOrder", orderId: third?.id, reason: "late" });
  await bus.dispatch({ ...orderOf("bob", "COFFEE", 1), currency: "USD" });
  await bus.dispatch({ type: "ChangeClient", client: "bob", name: "Robert" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return log.read();
}

/** Everything a history answers as of a position. */
function answersAt(history: History, at: Position) {
  return {
    rows: VIEWS.map((view) => history[view].rows(at)),
    counts: VIEWS.map((view) => history[view].count(at)),
    changes: history.orders.rows(at).map(({ id }) => history.orders.changes(id, at)),
    sums: history.orderSummary(at),
    largest: history.findOrders(at, { sort: "largest" }, 0, 99),
    versions: [...history.eventsUpTo(at)].map(({ stream }) => history.versionOf(stream, at)),
    conversation: history.conversation(history.event(at)?.meta.correlationId ?? "", at),
    time: history.timeReached(at),
    found: history.positionAt(history.timeReached(at)),
    later: history.positionAt((history.timeReached(at) + 1) as EpochMs),
  };
}

function historyOf(events: readonly RecordedEvent[], kept?: KeptColumns): History {
  const history = createHistory(kept);
  // As a follower brings them: all but the newest as a page.
  const page = events.slice(0, -2);
  if (page.length > 0) history.addPage(packEvents([{ events: page }]));
  history.add(events.slice(page.length));
  return history;
}

describe("a history that begins with what another one kept", () => {
  let events: RecordedEvent[] = [];
  beforeAll(async () => {
    events = await eventsOfABook();
  });

  it("answers as one from zero does, at every position, however much was kept", () => {
    expect(events.length).toBeGreaterThan(15);
    const fromZero = historyOf(events);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: events.length }), (known) => {
        const earlier = createHistory();
        earlier.add(events.slice(0, known));
        const { upTo, columns } = earlier.keep();
        expect(upTo).toBe(known);
        const later = historyOf(events, structuredClone(columns));
        expect(later.head()).toEqual(fromZero.head());
        for (let at = 0; at <= events.length; at += 1) {
          expect(answersAt(later, at as Position)).toEqual(answersAt(fromZero, at as Position));
        }
      }),
      { numRuns: 30, seed: 20261121 },
    );
  });

  it("keeps the same again, whether it read the events or was given their columns", () => {
    const fromZero = historyOf(events);
    const later = historyOf(events, structuredClone(fromZero.keep().columns));
    expect(withoutRoom(later)).toEqual(withoutRoom(fromZero));
  });

  it("leaves what was kept as it was while the book goes on", () => {
    const history = createHistory();
    history.add(events.slice(0, 10));
    const { columns } = history.keep();
    const then = structuredClone(columns);
    history.add(events.slice(10));
    for (const [name, column] of Object.entries(columns)) {
      if (!("values" in column)) continue;
      const before = then[name];
      if (!before || !("values" in before)) throw new Error(`${name} is gone.`);
      expect(column.values.subarray(0, column.length)).toEqual(
        before.values.subarray(0, before.length),
      );
    }
  });

  it.each([
    ["a missing column", ({ latest: _, ...rest }: KeptColumns) => rest],
    [
      "a column of another kind",
      (columns: KeptColumns) => ({ ...columns, latest: { values: new Uint8Array(9), length: 9 } }),
    ],
    [
      "a column cut short",
      (columns: KeptColumns) => ({
        ...columns,
        latest: { values: new Float64Array(1), length: 9 },
      }),
    ],
    ["nothing", () => ({})],
  ])("refuses %s", (_, spoil) => {
    const history = createHistory();
    history.add(events);
    expect(() => createHistory(spoil(history.keep().columns))).toThrow(RangeError);
  });
});

function withoutRoom(history: History) {
  return Object.entries(history.keep().columns).map(([name, column]) =>
    "values" in column ? [name, [...column.values.subarray(0, column.length)]] : [name, column],
  );
}
