import { beforeEach, describe, expect, it, vi } from "vitest";
import { follow } from "../../src/eventlog/consumers/subscription.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { accepted, at, expecting, positionsOf, refused } from "./attempts.ts";
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

    it("after a refusal, once for each, when it stands in the journal", async () => {
      const told: Promise<number>[] = [];
      const leave = log.onRefusal(() => told.push(log.journal().then(({ length }) => length)));

      await log.refuse(refused("r1"));
      await log.refuse(refused("r1"));
      await log.append(accepted("c1", ["a"]));
      leave();
      await log.refuse(refused("r2"));

      expect(await Promise.all(told)).toEqual([1]);
    });

    it("when the events can already be read", async () => {
      const seen: Promise<number[]>[] = [];
      log.onAppend(() => seen.push(log.read().then(positionsOf)));

      await log.append(accepted("c1", ["a", "b"]));

      expect(await Promise.all(seen)).toEqual([[1, 2]]);
    });

    it("each of them, and the writer has its answer, when one of them throws", async () => {
      const reported: unknown[] = [];
      vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
      const broken = new Error("The listener is broken.");
      const told: number[] = [];
      log.onAppend(() => {
        throw broken;
      });
      log.onAppend((upTo) => told.push(upTo));

      const outcome = await log.append(accepted("c1", ["a"]));
      vi.unstubAllGlobals();

      expect(outcome).toMatchObject({ accepted: true });
      expect(told).toEqual([1]);
      expect(reported).toEqual([broken]);
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
  it("is followed from any position on, without gap or repeat, while it goes on", async () => {
    for (const id of ["c1", "c2", "c3"]) await log.append(accepted(id, ["a", "b"]));
    const seen: number[] = [];
    const follower = follow(log, {
      after: at(3),
      deliver: (events) => seen.push(...positionsOf(events)),
      onError: (error) => expect.unreachable(String(error)),
    });

    const writing = Array.from({ length: 30 }, (_, index) =>
      log.append(accepted(`d${index}`, ["a"])),
    );
    await follower.catchUp();
    await Promise.all(writing);
    await follower.catchUp();

    expect(seen).toEqual(Array.from({ length: 33 }, (_, index) => index + 4));
  });
}
