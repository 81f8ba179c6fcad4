import { beforeEach, describe, expect, it, vi } from "vitest";
import { follow } from "../../src/eventlog/consumers/subscription.ts";
import { CorruptLogError, StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { accepted, at, positionsOf, RECORDED_AT, refused } from "./attempts.ts";
import { caught } from "./caught.ts";

describe("following a log", () => {
  let log: EventLog;
  let seen: number[];
  let troubles: unknown[];

  const followIt = () =>
    follow(log, {
      deliver: (events) => seen.push(...positionsOf(events)),
      onError: (error) => troubles.push(error),
    });
  const soonSeen = (...positions: number[]) =>
    vi.waitFor(() => expect(seen).toEqual(positions), { timeout: 30_000 });

  beforeEach(() => {
    log = createMemoryLog({ now: () => RECORDED_AT });
    seen = [];
    troubles = [];
  });

  it("delivers what is there, page by page, and then nothing twice", async () => {
    const ids = Array.from({ length: 2_001 }, (_, index) => `c${index}`);
    for (const id of ids) await log.append(accepted(id, ["a"]));
    const follower = followIt();

    await Promise.all([follower.catchUp(), follower.catchUp()]);
    await follower.catchUp();

    expect(seen).toEqual(ids.map((_, index) => index + 1));
  });

  it("delivers an own append before it resolves", async () => {
    followIt();
    await log.append(accepted("c1", ["a", "b"]));
    expect(seen).toEqual([1, 2]);
  });

  it("delivers own appends in order when many begin at once", async () => {
    followIt();
    const ids = Array.from({ length: 50 }, (_, index) => `c${index}`);
    await Promise.all(ids.map((id) => log.append(accepted(id, ["a"]))));
    expect(seen).toEqual(ids.map((_, index) => index + 1));
  });

  it("delivers what was there before an own append, first, and before that is answered", async () => {
    await log.append(accepted("earlier", ["a"]));
    followIt();
    await log.append(accepted("own", ["a"]));
    expect(seen).toEqual([1, 2]);
  });

  it("delivers an own append once that was made while the log was being read", async () => {
    for (const id of ["c1", "c2"]) await log.append(accepted(id, ["a"]));
    const follower = followIt();
    await Promise.all([follower.catchUp(), log.append(accepted("own", ["a"]))]);
    expect(seen).toEqual([1, 2, 3]);
  });

  it("delivers what an own replication brought before it resolves", async () => {
    const other = createMemoryLog({ now: () => RECORDED_AT });
    for (const id of ["c1", "c2"]) await other.append(accepted(id, ["a"]));
    followIt();
    await log.replicate([await other.read()]);
    expect(seen).toEqual([1, 2]);
  });

  it("delivers nothing for a refusal or a repeated command", async () => {
    followIt();
    await log.append(accepted("c1", ["a"]));
    await log.append(accepted("c1", ["a"]));
    await log.refuse(refused("r1"));
    expect(seen).toEqual([1]);
  });

  it("delivers what another tab wrote, at its notice", async () => {
    log = asOtherTab(log);
    followIt();
    await log.append(accepted("theirs", ["a"]));
    await soonSeen(1);
  });

  it("reports a failed reading and tries again at the next notice", async () => {
    const broken = new StorageError("The disk is full.");
    log = asOtherTab(log);
    const read = vi.spyOn(log, "read").mockRejectedValueOnce(broken);
    followIt();
    await log.append(accepted("c1", ["a"]));
    await vi.waitFor(() => expect(troubles).toEqual([broken]), { timeout: 30_000 });
    expect(seen).toEqual([]);

    await log.append(accepted("c2", ["a"]));

    await soonSeen(1, 2);
    expect(read).toHaveBeenCalled();
  });

  it("reads nothing while it is paused, and all of it when it goes on", async () => {
    log = asOtherTab(log);
    const follower = followIt();
    const read = vi.spyOn(log, "read");
    follower.pause();
    await log.append(accepted("c1", ["a"]));
    await log.append(accepted("c2", ["a"]));
    expect(read).not.toHaveBeenCalled();
    expect(seen).toEqual([]);

    follower.resume();
    await soonSeen(1, 2);
    await log.append(accepted("c3", ["a"]));
    await soonSeen(1, 2, 3);
    expect(troubles).toEqual([]);
  });

  it("delivers an own append also while it is paused", async () => {
    followIt().pause();
    await log.append(accepted("own", ["a"]));
    expect(seen).toEqual([1]);
  });

  it("stops when told to", async () => {
    const follower = followIt();
    follower.stop();
    await log.append(accepted("c1", ["a"]));
    expect(seen).toEqual([]);
    await follower.catchUp();
    expect(seen).toEqual([1]);
  });

  it("delivers what stands before a record that cannot be read, then says which it is", async () => {
    for (const id of ["c1", "c2", "c3", "c4"]) await log.append(accepted(id, ["a"]));
    const { read } = log;
    log.read = async (range = {}) => {
      const events = await read(range);
      if (events.some(({ position }) => position === 3)) {
        throw new CorruptLogError(at(3), "its record cannot be read");
      }
      return events;
    };

    const error = await caught(followIt().catchUp());

    expect(error).toBeInstanceOf(CorruptLogError);
    expect(error).toMatchObject({ firstBad: 3 });
    expect(seen).toEqual([1, 2]);
  });

  it.each([
    { missing: 1, known: [] },
    { missing: 3, known: [] },
    { missing: 4, known: [1, 2, 3] },
  ])("says that event $missing of four is missing", async ({ missing, known }) => {
    for (const id of ["c1", "c2", "c3", "c4"]) await log.append(accepted(id, ["a"]));
    const { read } = log;
    log.read = async (range = {}) =>
      (await read(range)).filter(({ position }) => position !== missing);

    const error = await caught(followIt().catchUp());

    expect(error).toBeInstanceOf(CorruptLogError);
    expect(error).toMatchObject({ code: "corrupt-log", reason: "it is missing" });
    expect(seen).toEqual(known);
  });

  it("catches up only as far as it is told", async () => {
    for (const id of ["c1", "c2", "c3"]) await log.append(accepted(id, ["a"]));
    const follower = followIt();
    await follower.catchUp(at(2));
    expect(seen).toEqual([1, 2]);
    await follower.catchUp();
    expect(seen).toEqual([1, 2, 3]);
  });
});

/** The log as a tab sees it that hears what another one writes: up to where, and not what. */
function asOtherTab(log: EventLog): EventLog {
  return { ...log, onAppend: (listener) => log.onAppend((upTo) => listener(upTo)) };
}
