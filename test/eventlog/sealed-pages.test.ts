import "fake-indexeddb/auto";
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inspectNewest } from "../../src/eventlog/chain/inspect-newest.ts";
import { EMPTY_HEAD, type RecordedEvent } from "../../src/eventlog/envelope.ts";
import { ConcurrencyError, CorruptLogError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { accepted, at, expecting, observe, RECORDED_AT, refused, stream } from "./attempts.ts";
import { caught } from "./caught.ts";
import { describeEventLogContract } from "./contract.ts";
import { makeIndexedDbLog } from "./indexeddb-under-test.ts";
import { describeJournalRuns } from "./journal-contract.ts";
import { describeSharedLogContract } from "./shared-contract.ts";

// Every second event fills a page: no reader and no writer may notice.
const SMALL = { pageEvents: 2 };
describeEventLogContract("in tiny pages", () => makeIndexedDbLog(SMALL));
describeJournalRuns("in tiny pages", () => makeIndexedDbLog(SMALL));
describeSharedLogContract("in tiny pages", () => makeIndexedDbLog(SMALL));

let name: string;
const logs: EventLog[] = [];
const open = async () => {
  const log = await openIndexedDbLog({ name, now: () => RECORDED_AT, pageEvents: 4 });
  logs.push(log);
  return log;
};
const look = async <Result>(work: (database: IDBPDatabase) => Promise<Result>) => {
  const database = await openDB(name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
};
const count = (store: string) => look((database) => database.count(store));

beforeEach(() => {
  name = `hindsight-test-${crypto.randomUUID()}`;
});
afterEach(async () => {
  for (const log of logs.splice(0)) log.close();
  await deleteDB(name);
});

/** Ten commits of two events each, and a refusal. */
async function fill(log: EventLog): Promise<void> {
  for (let index = 1; index <= 10; index += 1) {
    await log.append(accepted(`c${index}`, ["a", `s${index}`]));
  }
  await log.refuse(refused("r1"));
}

async function openSealed(): Promise<EventLog> {
  const log = await open();
  await fill(log);
  await vi.waitFor(async () => expect(await count("pages")).toBe(5), { timeout: 30_000 });
  return log;
}

describe("A tail that grows is sealed into pages", () => {
  it("and every reader sees what it saw before", async () => {
    const twin = createMemoryLog({ now: () => RECORDED_AT });
    await fill(twin);

    const log = await openSealed();

    expect(await count("commits")).toBe(0);
    expect(await observe(log)).toEqual(await observe(twin));
    expect(await log.verify()).toEqual({ ok: true, head: await twin.head() });
    for (const from of [1, 2, 3, 8, 20, 21]) {
      const range = { from: at(from), to: at(from + 5) };
      expect(await log.read(range)).toEqual(await twin.read(range));
      expect(await log.journal(range)).toEqual(await twin.journal(range));
    }
  });

  it("and writers go on where it ends, from a tab that was there and from one that comes", async () => {
    const log = await openSealed();
    const other = await open();

    for (const writer of [log, other]) {
      const stale = accepted("late", ["a"], [expecting("a", 9)]);
      expect(await caught(writer.append(stale))).toBeInstanceOf(ConcurrencyError);
      expect(await writer.append(accepted("c3", ["a", "s3"]))).toMatchObject({
        repeated: true,
        events: [{ position: 5 }, { position: 6 }],
      });
      expect(await writer.refuse(refused("r1"))).toMatchObject({ repeated: true });
      expect(await writer.versionOf(stream("a"))).toBe(10);
    }
    await other.append(accepted("d1", ["a"], [expecting("a", 10)]));
    await log.append(accepted("d2", ["a"], [expecting("a", 11)]));

    expect(await log.verify()).toMatchObject({ ok: true, head: { position: 22 } });
  });

  it("in two tabs at once: each page once", async () => {
    const [one, other] = [await open(), await open()];
    for (let index = 1; index <= 20; index += 1) {
      const id = `c${index}`;
      await Promise.all([
        one.append(accepted(`${id}a`, [id])),
        other.append(accepted(`${id}b`, [id])),
      ]);
    }
    await vi.waitFor(async () => expect(await count("pages")).toBe(10), { timeout: 30_000 });
    expect(await one.verify()).toMatchObject({ ok: true, head: { position: 40 } });
  });
});

describe("A replica that is long comes as pages", () => {
  it("behind a tail that was there, which becomes one too", async () => {
    const source = createMemoryLog({ now: () => RECORDED_AT });
    await source.append(accepted("c0", ["a"]));
    const log = await open();
    await log.replicate([await source.read()]);
    await fill(source);

    await log.replicate([
      await source.read({ from: at(2), to: at(9) }),
      await source.read({ from: at(10) }),
    ]);

    expect(await log.read()).toEqual(await source.read());
    expect(await count("pages")).toBeGreaterThan(1);
    expect(await log.verify()).toEqual({ ok: true, head: await source.head() });
  });

  it("whole or not at all", async () => {
    const source = createMemoryLog({ now: () => RECORDED_AT });
    await fill(source);
    const events = await source.read();
    const log = await open();
    await log.append(accepted("mine", ["a"]));

    expect(await caught(log.replicate([events]))).toMatchObject({ code: "replication" });

    expect(await count("pages")).toBe(0);
    await log.append(accepted("mine too", ["a"], [expecting("a", 1)]));
    expect(await log.verify()).toMatchObject({ ok: true, head: { position: 2 } });
  });
});

describe("Pages that were changed behind the app's back", () => {
  const CASES: {
    what: string;
    how: (database: IDBPDatabase) => Promise<unknown>;
    good: number;
    reason: string;
  }[] = [
    {
      what: "a changed byte",
      how: (database) => spoil(database, "pages", 9, "bytes"),
      good: 8,
      reason: "its page cannot be read",
    },
    {
      what: "a changed byte, and a checksum that is none",
      how: async (database) => {
        const page = await database.get("pages", 9);
        await database.put("pages", { ...page, checksum: "x" }, 9);
      },
      good: 8,
      reason: "its page cannot be read",
    },
    {
      what: "a removed page",
      how: (database) => database.delete("pages", 9),
      good: 8,
      reason: "position 9 was due, but 13 stands there",
    },
    {
      what: "a page in the place of another",
      how: async (database) => database.put("pages", await database.get("pages", 5), 9),
      good: 8,
      reason: "its page cannot be read",
    },
    {
      what: "a changed hash",
      how: (database) => spoil(database, "proofs", 9, "hashes"),
      good: 8,
      reason: "its hash does not match its content",
    },
    {
      what: "a removed proof",
      how: (database) => database.delete("proofs", 9),
      good: 8,
      reason: "the proof of its page cannot be read",
    },
    {
      what: "commands that are none",
      how: async (database) => {
        const proof = await database.get("proofs", 9);
        await database.put("proofs", { ...proof, commands: proof.commands.slice(0, 3) }, 9);
      },
      good: 8,
      reason: "its page cannot be read",
    },
  ];

  it.each(CASES)("are found by verifying, at opening, and by reading: $what", async (wrong) => {
    const log = await openSealed();
    const last = (await log.read({ from: at(wrong.good), limit: 1 }))[0] as RecordedEvent;
    await look(wrong.how);

    const head = { position: last.position, hash: last.hash };
    const found = { ok: false, head, firstBad: wrong.good + 1, reason: wrong.reason };
    expect(await log.verify()).toEqual(found);
    expect(await inspectNewest(log)).toEqual(found);
    expect(await log.read({ to: at(wrong.good) })).toHaveLength(wrong.good);
  });

  it("are no ground to build on: a tab that comes refuses to append", async () => {
    await openSealed();
    await look((database) => spoil(database, "pages", 9, "bytes"));
    const other = await open();

    expect(await caught(other.append(accepted("d1", ["a"])))).toBeInstanceOf(CorruptLogError);
    expect(await other.head()).toMatchObject({ position: 20 });
  });
});

describe("A book of the release before pages", () => {
  it("opens as it was, and is sealed from then on", async () => {
    const twin = createMemoryLog({ now: () => RECORDED_AT });
    await fill(twin);
    await writeAsVersion2(twin);

    const log = await open();

    expect(await observe(log)).toEqual(await observe(twin));
    expect(await log.verify()).toEqual({ ok: true, head: await twin.head() });
    expect(await log.append(accepted("c3", ["a", "s3"]))).toMatchObject({ repeated: true });
    expect(await log.refuse(refused("r1"))).toMatchObject({ repeated: true });
    await vi.waitFor(async () => expect(await count("pages")).toBe(5), { timeout: 30_000 });
    expect(await observe(log)).toEqual(await observe(twin));
  });
});

async function spoil(database: IDBPDatabase, store: string, key: number, field: string) {
  const record = await database.get(store, key);
  const bytes: Uint8Array = record[field].slice();
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  // The last hash of a page is the anchor of the next: the first is to be changed.
  if (field === "hashes") {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    bytes[0] = (bytes[0] ?? 0) ^ 1;
  }
  await database.put(store, { ...record, [field]: bytes }, key);
}

// The database as version 2 of it was: an answer for every command, a version for every stream.
async function writeAsVersion2(log: EventLog): Promise<void> {
  const database = await openDB(name, 2, {
    upgrade(created) {
      for (const store of ["commits", "answers", "streams", "head", "checkpoints"]) {
        created.createObjectStore(store);
      }
      created.createObjectStore("refusals", { autoIncrement: true });
    },
  });
  const events = await log.read();
  for (const entry of await log.journal()) {
    const { command, recordedAt } = entry;
    if (entry.outcome === "refused") {
      const { refusal, after } = entry;
      const number = await database.add("refusals", { command, refusal, after, recordedAt });
      await database.put("answers", { refusal: number }, entry.commandId);
      continue;
    }
    const [first = EMPTY_HEAD.position] = entry.positions;
    const own = events.filter(({ position }) => entry.positions.includes(position));
    await database.add("commits", { command, events: own }, first);
    await database.put("answers", { commit: first }, entry.commandId);
    for (const event of own) await database.put("streams", event.version, event.stream);
  }
  await database.put("head", await log.head(), "head");
  database.close();
}
