import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  historyFrom,
  keepColumns,
  loadColumns,
} from "../../src/application/session/column-cache.ts";
import type { ColumnStore, DerivedColumns } from "../../src/eventlog/columns/column-store.ts";
import { GENESIS_HASH, type Position } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { bigBook } from "../bench/big-book.ts";
import { NOW, openSession } from "./open-session.ts";

const MANY = 20_100;

function memoryColumns(): ColumnStore & { kept: DerivedColumns[] } {
  const kept: DerivedColumns[] = [];
  return {
    kept,
    load: async () => kept.at(-1),
    async save(derived) {
      kept.push(structuredClone(derived));
    },
  };
}

async function openBig(count = MANY) {
  const log = createMemoryLog({ now: () => NOW });
  await log.replicate(bigBook(count));
  return openSession(log);
}

describe("the columns of a long log", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const openFrozen = async (count?: number) => {
    vi.useRealTimers();
    const session = await openBig(count);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    return session;
  };

  it("are kept once it is quiet, and serve the next opening of this log alone", async () => {
    // Given an open book with many events
    const session = await openFrozen();
    const columns = memoryColumns();
    keepColumns(session, columns);

    // When nothing happens for a while
    await vi.advanceTimersByTimeAsync(10_000);

    // Then they are kept, once, with what they were derived from
    expect(columns.kept.map(({ head }) => head)).toEqual([session.history.head()]);
    const derived = await loadColumns(session.log, columns);
    expect(historyFrom(derived).orders.count(MANY as Position)).toBe(
      session.history.orders.count(MANY as Position),
    );

    // And another log has no use for them
    const other = createMemoryLog({ now: () => NOW });
    expect(await loadColumns(other, columns)).toBeUndefined();
    const [kept] = columns.kept as [DerivedColumns];
    const foreign = { ...kept, head: { ...kept.head, hash: GENESIS_HASH } };
    expect(await loadColumns(session.log, { ...columns, load: async () => foreign })).toBe(
      undefined,
    );
    const older = { ...kept, shape: "another" };
    expect(await loadColumns(session.log, { ...columns, load: async () => older })).toBe(undefined);
  });

  it("are not written again for a few events more, nor for a short log at all", async () => {
    const session = await openFrozen();
    const columns = memoryColumns();
    keepColumns(session, columns, (MANY - 5) as Position);
    await session.bus.dispatch({ type: "RegisterClient", username: "late" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(columns.kept).toEqual([]);

    const short = await openFrozen(500);
    keepColumns(short, columns);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(columns.kept).toEqual([]);
  });

  it("that make no sense are left aside", () => {
    const head = { position: 5 as Position, hash: GENESIS_HASH };
    expect(historyFrom({ head, shape: "", columns: {} }).reaches()).toBe(0);
    expect(historyFrom(undefined).reaches()).toBe(0);
  });
});
