import { jetstream } from "@nats-io/jetstream";
import { describe, expect, it } from "vitest";
import { sealCommit, sealRefusal } from "../../../src/eventlog/chain/seal-commit.ts";
import type { EpochMs, Head } from "../../../src/eventlog/envelope.ts";
import type { JetStreamLog } from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { moveLogUp } from "../../../src/eventlog/jetstream/seed-stream.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { accepted, refused } from "../attempts.ts";
import { serveLog } from "./serve-log.ts";

const shared = serveLog({ now: () => Date.now() as EpochMs });
const { join } = shared;

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const ago = (milliseconds: number) => (Date.now() - milliseconds) as EpochMs;

async function publish(payload: Uint8Array): Promise<void> {
  await jetstream(shared.owner).publish(shared.book.subject, payload);
}

/** Somebody else's command, recorded when they say, as a message of its own. */
async function write(id: string, base: Head, recordedAt: EpochMs): Promise<void> {
  const record = sealCommit(accepted(id, [id]), base, new Map(), recordedAt);
  await publish(encodeShared({ base, record }));
}

const misdatedIn = (log: JetStreamLog) =>
  log.kept().times.misdated.map(({ commandId }) => commandId);

describe("a recorded time", () => {
  it.each([
    ["years ago", 2 * YEAR],
    ["ten minutes ago", 10 * MINUTE],
    ["in an hour", -60 * MINUTE],
  ])("that says “%s” is false, with the time at which the engine stored it", async (_, by) => {
    // given a log in which somebody has written just now
    const log = await join();
    await log.append(accepted("c1", ["a"]));

    // when a command comes that says it was recorded at another time
    const sent = Date.now();
    await write("false", await log.head(), ago(by));
    await log.catchUp();

    // then it stands, and is known for it: also to whoever comes later
    const [found] = log.kept().times.misdated;
    expect(found?.commandId).toBe("false");
    expect(Math.abs((found?.storedAt ?? 0) - sent)).toBeLessThan(MINUTE);
    expect((await log.head()).position).toBe(2);
    expect((await join()).kept().times).toEqual(log.kept().times);
  });

  it("is no other than the engine’s where somebody’s line is slow", async () => {
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    await write("slow", await log.head(), ago(2 * MINUTE));
    await log.catchUp();
    expect(misdatedIn(log)).toEqual([]);
  });

  it("of a refused command is held against the engine’s too", async () => {
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    const base = await log.head();
    const record = sealRefusal(refused("r1"), base.position, new Map(), ago(YEAR));
    await publish(encodeShared({ base, record }));
    await log.catchUp();
    expect(misdatedIn(log)).toEqual(["r1"]);
  });

  it("of a log that was kept elsewhere and brought here is its own", async () => {
    // given a book of two years
    let now = ago(2 * YEAR);
    const log = createMemoryLog({ now: () => now });
    for (const id of ["c1", "c2", "c3"]) {
      await log.append(accepted(id, [id]));
      now = (now + YEAR / 2) as EpochMs;
    }
    await moveLogUp(log, shared.stream, {});

    // then nothing of it is false; and what comes later is, where it goes back behind today
    const joined = await join();
    expect(misdatedIn(joined)).toEqual([]);
    await joined.append(accepted("c4", ["d"]));
    await write("back", await joined.head(), ago(YEAR));
    await joined.catchUp();
    expect(misdatedIn(joined)).toEqual(["back"]);
    expect(misdatedIn(await join())).toEqual(["back"]);
  });

  it("is kept of the newest two hundred alone, so that nobody fills a device", async () => {
    const log = await join();
    await log.append(accepted("c0", ["a"]));
    let base = await log.head();
    for (let number = 1; number <= 250; number += 1) {
      const record = sealCommit(accepted(`f${number}`, [`s${number}`]), base, new Map(), ago(YEAR));
      await publish(encodeShared({ base, record }));
      base = { position: base.position + 1, hash: record.events[0].hash } as Head;
    }
    await log.catchUp();
    const kept = misdatedIn(log);
    expect([kept.length, kept.at(0), kept.at(-1)]).toEqual([200, "f51", "f250"]);
  });

  it("is not false of an honest command, whoever refuses another one of its id", async () => {
    const log = await join();
    await log.append(accepted("honest", ["a"]));
    const base = await log.head();
    for (let number = 0; number < 60; number += 1) {
      const id = number === 0 ? "honest" : `r${number}`;
      const record = sealRefusal(refused(id), base.position, new Map(), ago(YEAR));
      await publish(encodeShared({ base, record }));
    }
    await write("false", base, ago(YEAR));
    await log.catchUp();
    const { misdated } = log.kept().times;
    expect(misdated.filter(({ isRefusal }) => !isRefusal)).toMatchObject([{ commandId: "false" }]);
    expect(misdated.filter(({ isRefusal }) => isRefusal)).toHaveLength(50);
  });
});
