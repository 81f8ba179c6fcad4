import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { book } from "../../src/domain/aggregates/book.ts";
import { BOOK_STREAM } from "../../src/domain/ids.ts";
import type { KeptColumns } from "../../src/eventlog/columns/column-set.ts";
import { packEvents } from "../../src/eventlog/encoding/event-page.ts";
import type { Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import type { KnownEvents } from "../../src/read-model/column-snapshot.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { answersAt, eventsOfABook, VIEWS } from "./book-of-events.ts";

/** A history as a follower brings it, behind what it knows from the start: all but the newest as a page. */
function historyOf(events: readonly RecordedEvent[], kept?: KnownEvents): History {
  const history = createHistory(kept);
  const news = events.slice(history.reaches());
  const page = news.slice(0, -2);
  if (page.length > 0) history.addPage(packEvents([{ events: page }]));
  history.add(news.slice(page.length));
  return history;
}

/** What a history of the first events keeps for the next. */
function keptOf(events: readonly RecordedEvent[]): KnownEvents {
  const earlier = createHistory();
  earlier.add(events);
  const { columns } = earlier.keep();
  return { head: earlier.head(), columns: structuredClone(columns) };
}

/** Brings events back as pages of a few, which overlap, in an order of chance. */
function recallAll(history: History, events: readonly RecordedEvent[], order: readonly number[]) {
  for (const begin of order) {
    const page = events.slice(begin, begin + 4);
    if (page.length > 0) history.recall(packEvents([{ events: page }]));
  }
}

describe("a history that begins with what another one kept", () => {
  let events: RecordedEvent[] = [];
  beforeAll(async () => {
    events = await eventsOfABook();
  });

  const begins = () => events.map((_, index) => index);
  const anyOrder = () => fc.shuffledSubarray(begins(), { minLength: events.length });

  it("answers as one from zero does, at every position, however much was kept and however it came back", () => {
    expect(events.length).toBeGreaterThan(15);
    const fromZero = historyOf(events);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: events.length }), anyOrder(), (known, order) => {
        const later = historyOf(events, keptOf(events.slice(0, known)));
        recallAll(later, events.slice(0, known), order);
        expect(later.missing()).toBeUndefined();
        expect(later.head()).toEqual(fromZero.head());
        for (let at = 0; at <= events.length; at += 1) {
          expect(answersAt(later, at as Position)).toEqual(answersAt(fromZero, at as Position));
        }
      }),
      { numRuns: 30, seed: 20261121 },
    );
  });

  it("shows a row as it was or not at all while events are still to come, and says which it wants", () => {
    const fromZero = historyOf(events);
    const wholeRows = (at: Position): unknown[] =>
      VIEWS.flatMap((view): unknown[] => fromZero[view].rows(at));
    fc.assert(
      fc.property(fc.subarray(begins()), (came) => {
        const later = historyOf(events, keptOf(events));
        recallAll(later, events, came);
        for (const at of [...begins(), events.length] as Position[]) {
          const whole = wholeRows(at);
          const seen = VIEWS.flatMap((view): unknown[] => later[view].rows(at));
          for (const row of seen) expect(whole).toContainEqual(row);
          // Counts and sums rest on columns alone.
          expect(later.orderSummary(at)).toEqual(fromZero.orderSummary(at));
          expect(VIEWS.map((view) => later[view].count(at))).toEqual(
            VIEWS.map((view) => fromZero[view].count(at)),
          );
        }
        const wanted = later.wanted();
        for (const position of wanted) expect(later.event(position)).toBeUndefined();
        recallAll(
          later,
          events,
          wanted.map((position) => position - 1),
        );
        const at = events.length as Position;
        expect(VIEWS.map((view) => later[view].rows(at))).toEqual(
          VIEWS.map((view) => fromZero[view].rows(at)),
        );
      }),
      { numRuns: 30, seed: 20261121 },
    );
  });

  it("lets nobody decide, and hands over no event, before all are there", () => {
    const later = historyOf(events, keptOf(events));
    recallAll(later, events, [0]);
    expect(later.missing()).toEqual({ from: 5, to: events.length });
    expect(() => later.stateOf(book, BOOK_STREAM, 1 as Position)).toThrow(RangeError);
    expect(() => [...later.eventsUpTo(events.length as Position)]).toThrow("Event 5 is not here.");
    expect([...later.eventsUpTo(4 as Position)]).toHaveLength(4);
  });

  it("keeps the same again, whether it read the events or was given their columns", () => {
    const later = historyOf(events, keptOf(events));
    expect(withoutRoom(later)).toEqual(withoutRoom(historyOf(events)));
  });

  it("refuses columns that were derived from more events, or fewer", () => {
    const { head, columns } = keptOf(events);
    const earlier = { ...head, position: (head.position - 1) as Position };
    expect(() => createHistory({ head: earlier, columns })).toThrow(RangeError);
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
    const columns = spoil(history.keep().columns);
    expect(() => createHistory({ head: history.head(), columns })).toThrow(RangeError);
  });
});

function withoutRoom(history: History) {
  return Object.entries(history.keep().columns).map(([name, column]) =>
    "values" in column ? [name, [...column.values.subarray(0, column.length)]] : [name, column],
  );
}
