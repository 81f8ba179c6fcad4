import { describe, expect, it } from "vitest";
import type { BookEntry } from "../../src/application/books/book-catalog.ts";
import { exportLog } from "../../src/application/files/export-log.ts";
import { type BookSession, createBookSession } from "../../src/application/session/book-session.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { CorruptLogError, StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { bigBook } from "../bench/big-book.ts";
import { eventually } from "../eventually.ts";
import { createOutside, NOW, openSession } from "./open-session.ts";

const MANY = 3_000;
const BAD = 1_500 as Position;
const BOOK: BookEntry = {
  ...{ id: "00000000-0000-4000-8000-00000000000b" as BookId, name: "My book" },
  ...{ createdAt: NOW, openedAt: NOW },
};

async function longLog(): Promise<EventLog> {
  const log = createMemoryLog({ now: () => NOW });
  await log.replicate(bigBook(MANY));
  return log;
}

/** A session that begins with the columns of an earlier one, over a log that reads pages in its own way. */
async function reopen(log: EventLog, readPages: EventLog["readPages"] = log.readPages) {
  const { history } = await openSession(log);
  const known = { head: history.head(), columns: structuredClone(history.keep().columns) };
  const later = createBookSession(
    BOOK,
    { ...log, readPages },
    createOutside(),
    createHistory(known),
  );
  return { session: later, fromZero: history };
}

function rowsOf(history: History, at: number) {
  return [history.clients, history.orders].map((view) => view.rows(at as Position));
}

describe("a book whose views are known from the start", () => {
  it("can be looked at before its events are there, and shows each row once its own are", async () => {
    // Given a log that hands out its newest pages alone until it is told otherwise
    const log = await longLog();
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const asked: Position[] = [];
    const { session, fromZero } = await reopen(log, async (from, to) => {
      asked.push(from);
      if (from < 2_000) await gate;
      return log.readPages(from, to);
    });

    // When it is opened
    await session.replay();

    // Then it is ready, counts are there, and a row that is asked for is not
    const { store, history } = session;
    const head = history.head().position;
    expect(store.getState()).toMatchObject({ phase: { kind: "ready" }, unread: MANY });
    expect(history.orders.count(head)).toBe(fromZero.orders.count(head));
    const last = fromZero.orders.count(head) - 1;
    const [newest] = fromZero.orders.rows(head, last, last + 1);
    expect(history.orders.rows(head, last, last + 1)).toEqual([newest]);
    const middle = Math.floor(last / 2);
    expect(history.orders.rows(head, middle, middle + 1)).toEqual([]);

    // And the events of that row are read before all others
    asked.length = 0;
    const recalled = session.recall();
    await eventually(() => expect(asked.length).toBeGreaterThan(0));
    expect(asked[0]).toBeGreaterThan(1_000);
    letGo();
    await recalled;
    expect(store.getState().unread).toBe(0);
    expect(rowsOf(history, head)).toEqual(rowsOf(fromZero, head));
    expect(rowsOf(history, 700)).toEqual(rowsOf(fromZero, 700));
  });

  it("decides commands once all events are there, and no sooner", async () => {
    const { session } = await reopen(await longLog());
    await session.replay();
    const answer = await session.bus.dispatch({ type: "RegisterClient", username: "late" });
    expect(answer).toEqual({ accepted: true, positions: [MANY + 1, MANY + 2] });
    expect(session.history.missing()).toBeUndefined();
  });

  it("takes in what came since its columns were kept", async () => {
    const log = await longLog();
    const { history } = await openSession(log);
    const known = { head: history.head(), columns: structuredClone(history.keep().columns) };
    const other = await openSession(log);
    await other.bus.dispatch({ type: "RegisterClient", username: "late" });
    const session = createBookSession(BOOK, log, createOutside(), createHistory(known));
    await session.replay();
    const head = session.history.head().position;
    expect(head).toBe(MANY + 2);
    await session.recall();
    expect(rowsOf(session.history, head)).toEqual(rowsOf(other.history, head));
  });

  it("is shown as it stood before a page that cannot be read, and can be exported so far", async () => {
    // Given a page in the middle that was spoilt
    const log = await longLog();
    const { session, fromZero } = await reopen(log, async (from, to) => {
      if (from <= BAD && to >= BAD) throw new CorruptLogError(BAD, "its page cannot be read");
      return log.readPages(from, to);
    });
    await session.replay();
    await session.recall();

    // Then the book is read-only there, and whole up to there
    const { phase, head } = session.store.getState();
    expect(phase).toMatchObject({
      kind: "read-only",
      trouble: { kind: "damaged", lastGood: BAD - 1 },
    });
    expect(head.position).toBe(BAD - 1);
    expect(rowsOf(session.history, BAD - 1)).toEqual(rowsOf(fromZero, BAD - 1));
    expect((await exportLog(session)).head.position).toBe(BAD - 1);
    await expectRefused(session, "read-only");
  });

  it("is shown as it stood before a page that is gone", async () => {
    const log = await longLog();
    const { session } = await reopen(log, async (from, to) =>
      (await log.readPages(from, to)).filter((page) => page.first !== 1),
    );
    await session.replay();
    await session.recall();
    expect(session.store.getState().phase).toMatchObject({
      kind: "read-only",
      trouble: { kind: "damaged", lastGood: 0 },
    });
  });

  it("becomes read-only when the storage fails meanwhile, and says that all is safe", async () => {
    const { session } = await reopen(await longLog(), async () => {
      throw new StorageError("The storage does not answer.", { problem: "failed" });
    });
    await session.replay();
    await session.recall();
    const { phase, unread } = session.store.getState();
    expect(unread).toBe(0);
    expect(phase).toMatchObject({ kind: "read-only", trouble: { kind: "failed" } });
    expect(phase.kind === "read-only" && phase.trouble.message).toContain(
      "Everything saved is safe",
    );
    await expectRefused(session, "read-only");
  });
});

async function expectRefused(session: BookSession, code: string) {
  const answer = await session.bus.dispatch({ type: "RegisterClient", username: "late" });
  expect(answer).toMatchObject({ accepted: false, rejection: { code } });
}
