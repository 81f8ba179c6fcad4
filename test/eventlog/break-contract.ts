import { beforeEach, describe, expect, it } from "vitest";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { accepted, expecting, observe, refused } from "./attempts.ts";
import { caught } from "./caught.ts";
import { type LogUnderTest, type MakeLog, prepareLogs } from "./log-under-test.ts";

/** Breaks the next write off at one of its steps. */
export interface Saboteur {
  /** Arms the trap for the `step`-th request, counted from 0, of the next write. */
  arm(step: number): void;
  /** Takes the trap away and tells whether a write ran into it. */
  disarm(): boolean;
}

const WRITES = [
  {
    what: "an append to two streams",
    write: (log: EventLog) =>
      log.append(accepted("c2", ["a", "b"], [expecting("a", 1), expecting("b", 0)])),
  },
  { what: "a refusal", write: (log: EventLog) => log.refuse(refused("r2")) },
  {
    what: "a replication in two batches",
    write: async (log: EventLog, source: EventLog) => {
      const events = await source.read();
      return log.replicate([events.slice(1, 3), events.slice(3)]);
    },
  },
];

/** What adapters promise besides, whose storage can fail in the middle of a write. */
export function describeBreaking(name: string, makeLog: MakeLog, saboteur: Saboteur): void {
  describe(`a write that breaks off, ${name}`, () => {
    const logs = prepareLogs(makeLog);
    let book: LogUnderTest;
    let log: EventLog;
    let source: EventLog;
    beforeEach(async () => {
      book = logs.makeLog();
      log = await book.open();
      source = await logs.openLog();
      const first = accepted("c1", ["a"]);
      await log.append(first);
      await source.append(first);
      await source.append(accepted("s1", ["a", "b"]));
      await source.append(accepted("s2", ["b"]));
    });

    it.each(WRITES)(
      "at any step of $what leaves nothing behind, and can be tried again",
      async ({ write }) => {
        // What a log notes in passing after its first append is nobody's write: it is over by then.
        await new Promise((resolve) => setTimeout(resolve, 500));
        const before = await observe(log);
        let step = 0;
        for (; ; step += 1) {
          saboteur.arm(step);
          const answer = await write(log, source).then(
            () => undefined,
            (error: unknown) => error,
          );
          if (!saboteur.disarm()) break;

          expect(answer).toBeInstanceOf(StorageError);
          expect(answer).toMatchObject({ code: "storage", problem: "aborted" });
          expect(await observe(log)).toEqual(before);
          expect(await observe(await book.open())).toEqual(before);
        }
        // The last try met no trap: it went through.
        expect(step).toBeGreaterThan(2);
        expect(await observe(log)).not.toEqual(before);
        expect(await log.verify()).toMatchObject({ ok: true });
      },
    );

    it("tells nobody that anything was appended", async () => {
      const told: number[] = [];
      log.onAppend((upTo) => told.push(upTo));
      saboteur.arm(2);
      await caught(log.append(accepted("c2", ["a"])));
      expect(saboteur.disarm()).toBe(true);
      expect(told).toEqual([]);
    });
  });
}
