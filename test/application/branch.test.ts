import "fake-indexeddb/auto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BookEntry } from "../../src/application/books/book-catalog.ts";
import { createMemoryCatalog } from "../../src/application/books/memory-catalog.ts";
import { haveCommonPast } from "../../src/application/branches/common-past.ts";
import { copyFirstEvents, endOfCommand } from "../../src/application/branches/copy-log.ts";
import { listBranch } from "../../src/application/branches/create-branch.ts";
import type { BookId } from "../../src/domain/ids.ts";
import { type EpochMs, type Position, START } from "../../src/eventlog/envelope.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { caught } from "../eventlog/caught.ts";
import { NOW, openSession, orderOf } from "./open-session.ts";

const ADAPTERS: Readonly<Record<string, () => Promise<EventLog>>> = {
  memory: async () => createMemoryLog({ now: () => NOW }),
  IndexedDB: () =>
    openIndexedDbLog({ name: `test-${crypto.randomUUID()}`, now: () => NOW, pageEvents: 8 }),
};

/**
 * A log of 63 events: three for each client, one for each order; and every third client asks for
 * what is refused.
 */
async function longLog(): Promise<EventLog> {
  const { bus, log } = await openSession();
  for (let count = 0; count < 21; count += 1) {
    await bus.dispatch({ type: "RegisterClient", username: `client ${count}` });
    if (count % 3 === 0) await bus.dispatch(orderOf(`nobody ${count}`));
    await bus.dispatch(orderOf(`client ${count}`));
  }
  return log;
}

describe.each(Object.keys(ADAPTERS))("a copy of a log's first events, kept in %s", (adapter) => {
  const open = ADAPTERS[adapter] as () => Promise<EventLog>;

  it("equals them, with the same fingerprint, wherever it ends and however it is cut into parts", async () => {
    const source = await longLog();
    const all = await source.read();
    const position = fc.integer({ min: 0, max: all.length });
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 40 }), async (at, part) => {
        const upTo = await endOfCommand(source, at as Position);
        const copy = await open();
        const head = await copyFirstEvents(source, copy, upTo, { part });
        expect(await copy.read()).toEqual(all.slice(0, upTo));
        expect(head.hash).toBe(all[upTo - 1]?.hash ?? head.hash);
        expect(await copy.verify()).toEqual({ ok: true, head });
        expect(await haveCommonPast(source, copy, upTo)).toBe(true);
        // Each command is there once, whole, and what was refused until then.
        expect(await copy.journal()).toEqual(upTo > 0 ? await source.journal({ to: upTo }) : []);
        copy.close();
      }),
      { seed: 20_261_121, numRuns: 25 },
    );
  });

  it("goes on where it was broken off, and keeps what it has by then", async () => {
    const source = await longLog();
    const upTo = (await source.head()).position;
    const copy = await open();
    const controller = new AbortController();
    const onProgress = (done: number) => done >= 20 && controller.abort(new Error("enough"));
    const options = { part: 10, signal: controller.signal, onProgress };
    expect(await caught(copyFirstEvents(source, copy, upTo, options))).toMatchObject({
      message: "enough",
    });
    const reached = (await copy.head()).position;
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(upTo);

    const told: number[] = [];
    await copyFirstEvents(source, copy, upTo, { onProgress: (done) => told.push(done) });
    expect(await copy.read()).toEqual(await source.read());
    expect(Math.min(...told)).toBeGreaterThan(reached);
    expect(told.at(-1)).toBe(upTo);
  });

  it("refuses to go on from another book's beginning", async () => {
    const source = await longLog();
    const copy = await open();
    const { log: other } = await openSession();
    await copyFirstEvents(await longLog(), copy, 4 as Position);
    const error = await caught(copyFirstEvents(source, copy, 20 as Position));
    expect(error).toMatchObject({ name: "ReplicationError", position: 5 });
    expect(await haveCommonPast(source, copy, 4 as Position)).toBe(false);
    expect(await haveCommonPast(other, copy, 4 as Position)).toBe(false);
  });

  it("tells where the other log ends before", async () => {
    const source = await longLog();
    const beyond = ((await source.head()).position + 5) as Position;
    const error = await caught(copyFirstEvents(source, await open(), beyond));
    expect(error).toMatchObject({ name: "CorruptLogError" });
  });

  it("is made by two tabs at once like by one", async () => {
    const source = await longLog();
    const upTo = (await source.head()).position;
    const copy = await open();
    await Promise.all([1, 2].map(() => copyFirstEvents(source, copy, upTo, { part: 7 })));
    expect(await copy.read()).toEqual(await source.read());
  });
});

it("a storage that fails on the way is told, and what stands by then stays", async () => {
  const source = await longLog();
  const copy = createMemoryLog({ now: () => NOW });
  let parts = 0;
  const failing: EventLog = {
    ...copy,
    async replicate(batches) {
      parts += 1;
      if (parts > 2) throw new StorageError("There is no room left.", { problem: "quota" });
      return copy.replicate(batches);
    },
  };
  const error = await caught(copyFirstEvents(source, failing, 40 as Position, { part: 10 }));
  expect(error).toMatchObject({ problem: "quota" });
  expect((await copy.head()).position).toBeGreaterThanOrEqual(20);
});

describe("listing a branch", () => {
  const fresh = (name: string): BookEntry => ({
    ...{ id: "branch" as BookId, name, createdAt: NOW, openedAt: NOW },
  });
  const of = "origin" as BookId;

  it("takes the command whole that its position lies in", async () => {
    const { bus, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    await bus.dispatch({ type: "RegisterClient", username: "bob" });
    const ends = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((at) => endOfCommand(log, at as Position)),
    );
    expect(ends).toEqual([0, 3, 3, 3, 5, 5]);
    const catalog = createMemoryCatalog();
    const entry = await listBranch({ of, at: 2 as Position, name: "What if" }, log, catalog, fresh);
    expect(entry.branchOf).toEqual({ book: of, at: 3 });
    expect(await catalog.list()).toEqual([entry]);
  });

  it("begins at the end without a position, and is not the book that was opened last", async () => {
    const log = await longLog();
    const catalog = createMemoryCatalog();
    await catalog.add({ ...fresh("My book"), id: of });
    await listBranch({ of, name: "What if" }, log, catalog, fresh);
    expect((await catalog.find("branch" as BookId))?.branchOf).toEqual({
      ...{ book: of, at: (await log.head()).position },
    });
    expect((await catalog.openLast(fresh("?"))).id).toBe(of);
    expect((await catalog.find("branch" as BookId))?.openedAt).toBe(0 as EpochMs);
  });

  it("has all before anything in common with every book", async () => {
    const log = await longLog();
    expect(await haveCommonPast(log, createMemoryLog({ now: () => NOW }), START)).toBe(true);
  });
});
