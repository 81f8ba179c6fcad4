import { beforeEach, describe, expect, it, vi } from "vitest";
import { ConcurrencyError, CorruptLogError, StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { follow } from "../../src/eventlog/follower.ts";
import { createMemoryLog } from "../../src/eventlog/memory-log.ts";
import { accepted, at, expecting, positionsOf, RECORDED_AT, refused } from "./attempts.ts";
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
    const follower = followIt();
    await follower.deliverOwn(() => log.append(accepted("c1", ["a", "b"])));
    expect(seen).toEqual([1, 2]);
  });

  it("delivers own appends in order when many begin at once", async () => {
    const follower = followIt();
    const ids = Array.from({ length: 50 }, (_, index) => `c${index}`);
    await Promise.all(ids.map((id) => follower.deliverOwn(() => log.append(accepted(id, ["a"])))));
    expect(seen).toEqual(ids.map((_, index) => index + 1));
  });

  it("delivers what others wrote before an own append, first", async () => {
    const follower = followIt();
    const outcome = await follower.deliverOwn(async () => {
      await log.append(accepted("theirs", ["a"]));
      return log.append(accepted("own", ["a"]));
    });
    expect(outcome).toMatchObject({ accepted: true, events: [{ position: 2 }] });
    expect(seen).toEqual([1, 2]);
  });

  it("delivers nothing for a refusal or a repeated command", async () => {
    const follower = followIt();
    await follower.deliverOwn(() => log.append(accepted("c1", ["a"])));
    await follower.deliverOwn(() => log.append(accepted("c1", ["a"])));
    await follower.deliverOwn(() => log.refuse(refused("r1")));
    expect(seen).toEqual([1]);
  });

  it("delivers what others write, at their notice", async () => {
    followIt();
    await log.append(accepted("theirs", ["a"]));
    await soonSeen(1);
  });

  it("delivers what others wrote behind an own append whose answer their notice overtook", async () => {
    const follower = followIt();
    await follower.deliverOwn(async () => {
      const own = await log.append(accepted("own", ["a"]));
      await log.append(accepted("theirs", ["a"]));
      return own;
    });
    await soonSeen(1, 2);
  });

  it("delivers what others wrote while an own append failed", async () => {
    const follower = followIt();
    const error = await caught(
      follower.deliverOwn(async () => {
        await log.append(accepted("theirs", ["a"]));
        return log.append(accepted("own", ["a"], [expecting("a", 0)]));
      }),
    );
    expect(error).toBeInstanceOf(ConcurrencyError);
    await soonSeen(1);
  });

  it("reports a failed reading and tries again at the next notice", async () => {
    const broken = new StorageError("The disk is full.");
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
