import { describe, expect, it } from "vitest";
import type { Head } from "../../../src/eventlog/envelope.ts";
import { EMPTY_HEAD } from "../../../src/eventlog/envelope.ts";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import { endOf } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import type { Sequence } from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import type { ReadMessage } from "../../../src/eventlog/jetstream/replica/replica-cursor.ts";
import { createSharedReplica } from "../../../src/eventlog/jetstream/replica/stream-replica.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import type { Commit, Remembered } from "../../../src/eventlog/records.ts";
import { accepted, RECORDED_AT } from "../attempts.ts";

const newLog = () => createMemoryLog({ now: () => RECORDED_AT });

/** What somebody wrote, each behind the one before, with forgeries in front of some of them. */
async function streamOf(count: number, isForgedBefore: (number: number) => boolean) {
  const writer = newLog();
  for (let number = 0; number < count; number += 1) {
    await writer.append(accepted(`command-${number}`, ["a"]));
  }
  const messages: ReadMessage[] = [];
  let base: Head = EMPTY_HEAD;
  const add = (record: Remembered): void => {
    messages.push({ sequence: (messages.length + 1) as Sequence, shared: { base, record } });
  };
  for (const event of await writer.read()) {
    const record: Commit = { events: [event] };
    if (isForgedBefore(messages.length)) add(forged(record));
    add(record);
    base = endOf({ base, record });
  }
  return { writer, messages };
}

/** A commit that continues the log by its base, and whose hash is none of what it says. */
function forged(record: Commit): Commit {
  const [first, ...more] = record.events;
  const hash = "f".repeat(64) as typeof first.hash;
  return { ...record, events: [{ ...first, hash }, ...more] };
}

/** A log that counts its transactions. */
function counted(log: EventLog) {
  const taken: number[] = [];
  const replicate: EventLog["replicate"] = (source) => {
    taken.push(1);
    return log.replicate(source);
  };
  return { ...log, replicate, transactions: () => taken.length };
}

describe("a stream in which somebody forged hashes", () => {
  it("is taken in runs: one forgery costs its run no transaction for each message", async () => {
    // Given a thousand commits, and one among them whose hash is none of what it says
    const { writer, messages } = await streamOf(1_000, (number) => number === 500);
    const log = counted(newLog());

    // When a copy takes them over
    const replica = await createSharedReplica(log);
    await replica.apply(messages);

    // Then it stands where its writer does, and took no more than a few runs for it
    expect(await log.head()).toEqual(await writer.head());
    expect(replica.reached().sequence).toBe(messages.length);
    expect(log.transactions()).toBeLessThan(20);
  });

  it("costs no more than a few transactions for each forgery where there are many", async () => {
    const { writer, messages } = await streamOf(300, (number) => number % 2 === 0);
    const log = counted(newLog());

    const replica = await createSharedReplica(log);
    await replica.apply(messages);

    expect(await log.head()).toEqual(await writer.head());
    expect(replica.reached().sequence).toBe(messages.length);
    expect(log.transactions()).toBeLessThan(messages.length * 3);
  });
});
