import "fake-indexeddb/auto";
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inspectNewest } from "../../src/eventlog/chain/inspect-newest.ts";
import { EMPTY_HEAD } from "../../src/eventlog/envelope.ts";
import { CorruptLogError, isCorruptLogError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { eventually } from "../eventually.ts";
import { accepted, at, positionsOf, RECORDED_AT, refused } from "./attempts.ts";
import { caught } from "./caught.ts";

type Tamper = (database: IDBPDatabase) => Promise<unknown>;

async function changeEvent(database: IDBPDatabase, key: number, change: object): Promise<void> {
  const commit = await database.get("commits", key);
  Object.assign(commit.events[0], change);
  await database.put("commits", commit, key);
}

describe("a log that was changed behind the app's back", () => {
  let name: string;
  let log: EventLog;
  beforeEach(async () => {
    name = `hindsight-test-${crypto.randomUUID()}`;
    log = await openIndexedDbLog({ name, now: () => RECORDED_AT });
    // Events 1 2, 3 4, 5 6, 7 8: four commits under the keys 1, 3, 5 and 7.
    for (const id of ["c1", "c2", "c3", "c4"]) await log.append(accepted(id, ["a", id]));
    await log.refuse(refused("r1"));
    // Where the log ends is recorded a moment later.
    const recorded = () => inspect((database) => database.get("head", "head"));
    await eventually(async () => expect(await recorded()).toMatchObject({ position: 8 }));
  });
  afterEach(async () => {
    log.close();
    await deleteDB(name);
  });

  const inspect = async (how: Tamper): Promise<unknown> => {
    const database = await openDB(name);
    const found = await how(database);
    database.close();
    return found;
  };

  const CHAIN_CASES: { what: string; how: Tamper; good: number; reason: string }[] = [
    {
      what: "changed data",
      how: (database) => changeEvent(database, 5, { data: { note: "else" } }),
      good: 4,
      reason: "its hash does not match its content",
    },
    {
      what: "a changed envelope",
      how: (database) => changeEvent(database, 5, { type: "Forged" }),
      good: 4,
      reason: "its hash does not match its content",
    },
    {
      what: "data that JSON cannot say",
      how: (database) => changeEvent(database, 5, { data: { note: Number.NaN } }),
      good: 4,
      reason: "its hash does not match its content",
    },
    {
      what: "a changed hash",
      how: (database) => changeEvent(database, 7, { hash: "0".repeat(64) }),
      good: 6,
      reason: "its hash does not match its content",
    },
    {
      what: "a removed commit",
      how: (database) => database.delete("commits", 3),
      good: 2,
      reason: "position 3 was due, but 5 stands there",
    },
    {
      what: "a removed first commit",
      how: (database) => database.delete("commits", 1),
      good: 0,
      reason: "position 1 was due, but 3 stands there",
    },
    {
      what: "a tail cut off",
      how: (database) => database.delete("commits", IDBKeyRange.lowerBound(5)),
      good: 4,
      reason: "it is missing, though the log reaches to 8",
    },
    {
      what: "an emptied log",
      how: (database) => database.clear("commits"),
      good: 0,
      reason: "it is missing, though the log reaches to 8",
    },
    {
      what: "a commit without its second event",
      how: async (database) => {
        const commit = await database.get("commits", 5);
        await database.put("commits", { ...commit, events: commit.events.slice(0, 1) }, 5);
      },
      good: 5,
      reason: "position 6 was due, but 7 stands there",
    },
    {
      what: "two commits in each other's place",
      how: async (database) => {
        const [three, five] = [await database.get("commits", 3), await database.get("commits", 5)];
        await database.put("commits", five, 3);
        await database.put("commits", three, 5);
      },
      good: 2,
      reason: "event 5 stands in its place",
    },
    {
      what: "a record that is no commit",
      how: (database) => database.put("commits", "rotten", 5),
      good: 4,
      reason: "its record cannot be read",
    },
    {
      what: "a commit without events",
      how: (database) => database.put("commits", { events: [] }, 5),
      good: 4,
      reason: "its record cannot be read",
    },
    {
      what: "an event without a hash",
      how: (database) => changeEvent(database, 5, { hash: 7 }),
      good: 4,
      reason: "its record cannot be read",
    },
    {
      what: "an event without meta",
      how: (database) => changeEvent(database, 5, { meta: null }),
      good: 4,
      reason: "its record cannot be read",
    },
    {
      what: "an event without a position",
      how: (database) => changeEvent(database, 5, { position: "5" }),
      good: 4,
      reason: "its record cannot be read",
    },
    {
      what: "an event put behind the end",
      how: async (database) => {
        const commit = await database.get("commits", 7);
        const [event] = commit.events;
        await database.put("commits", { ...commit, events: [{ ...event, position: 9 }] }, 9);
      },
      good: 8,
      reason: "its hash does not match its content",
    },
    {
      what: "a recorded end with another fingerprint",
      how: (database) => database.put("head", { position: 8, hash: "0".repeat(64) }, "head"),
      good: 8,
      reason: "the log's end was recorded with another fingerprint",
    },
  ];

  it.each(CHAIN_CASES)(
    "is found at opening and by verifying: $what",
    async ({ how, good, reason }) => {
      const [...events] = await log.read();
      const last = events[good - 1];
      const head = last ? { position: last.position, hash: last.hash } : EMPTY_HEAD;
      await inspect(how);

      const found = { ok: false, head, firstBad: good + 1, reason };
      expect(await inspectNewest(log)).toEqual(found);
      expect(await log.verify()).toEqual(found);
    },
  );

  const BESIDE_CASES: { what: string; how: Tamper }[] = [
    {
      what: "an answer to a refused command that is gone",
      how: (database) => database.delete("answers", "r1"),
    },
    {
      what: "an answer that points at another refusal",
      how: (database) => database.put("answers", 7, "r1"),
    },
    {
      what: "an answer that nobody was given",
      how: (database) => database.put("answers", 2, "r2"),
    },
  ];

  it.each(BESIDE_CASES)("is found by verifying: $what", async ({ how }) => {
    const head = await log.head();
    await inspect(how);
    const reason = "the answers to refused commands do not fit the journal";
    expect(await log.verify()).toEqual({ ok: false, head, firstBad: 9, reason });
  });

  it("is told by reading, which names the first record that is none", async () => {
    await inspect((database) => database.put("commits", undefined, 5));

    const error = await caught(log.read());

    expect(error).toBeInstanceOf(CorruptLogError);
    expect(isCorruptLogError(error)).toBe(true);
    expect(error).toMatchObject({
      code: "corrupt-log",
      firstBad: 5,
      message: "Event 5 of the stored log cannot be trusted: its record cannot be read.",
    });
    expect(positionsOf(await log.read({ to: at(4) }))).toEqual([1, 2, 3, 4]);
  });

  it("is told by the journal, too", async () => {
    await inspect((database) => database.put("commits", null, 5));
    expect(await caught(log.journal())).toBeInstanceOf(CorruptLogError);
  });
});

describe("opening a long log", () => {
  it("looks at its newest part alone, and “verify” at the rest", async () => {
    const name = `hindsight-test-${crypto.randomUUID()}`;
    const log = await openIndexedDbLog({ name, now: () => RECORDED_AT });
    for (let index = 1; index <= 300; index += 1) await log.append(accepted(`c${index}`, ["a"]));
    const head = await log.head();
    const database = await openDB(name);
    await changeEvent(database, 44, { type: "Forged" });

    // 300 events: the newest 256 begin at 45, and 44 is their anchor.
    expect(await inspectNewest(log)).toEqual({ ok: true, head });
    expect(await log.verify()).toMatchObject({ ok: false, firstBad: 44 });
    await changeEvent(database, 45, { type: "Forged" });
    expect(await inspectNewest(log)).toMatchObject({ ok: false, firstBad: 45 });

    await database.put("commits", "rotten", 44);
    expect(await inspectNewest(log)).toMatchObject({ ok: false, firstBad: 44 });
    await database.delete("commits", 44);
    expect(await inspectNewest(log)).toMatchObject({ ok: false, firstBad: 44 });
    database.close();
    log.close();
    await deleteDB(name);
  });
});
