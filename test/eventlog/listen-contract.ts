import { beforeEach, describe, expect, it } from "vitest";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { accepted, expecting, positionsOf } from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/** Listeners in the same tab. */
export function describeListening(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });

  describe("tells its listeners how far it reaches", () => {
    it("after an append and after a replication", async () => {
      const told: number[] = [];
      log.onAppend((upTo) => told.push(upTo));
      const source = await openLog();
      await source.append(accepted("c1", ["a", "b"]));

      await log.replicate([await source.read()]);
      await log.append(accepted("c2", ["a"]));

      expect(told).toEqual([2, 3]);
    });

    it("when the events can already be read", async () => {
      const seen: Promise<number[]>[] = [];
      log.onAppend(() => seen.push(log.read().then(positionsOf)));

      await log.append(accepted("c1", ["a", "b"]));

      expect(await Promise.all(seen)).toEqual([[1, 2]]);
    });

    it("but not when nothing was written, nor after they left", async () => {
      await log.append(accepted("c1", ["a"]));
      const told: number[] = [];
      const leave = log.onAppend((upTo) => told.push(upTo));

      await log.append(accepted("c1", ["a"]));
      await caught(log.append(accepted("c2", ["a"], [expecting("a", 0)])));
      leave();
      await log.append(accepted("c3", ["a"]));

      expect(told).toEqual([]);
    });
  });
}
