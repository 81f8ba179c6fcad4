import { beforeEach, describe, expect, it } from "vitest";
import { SharedLogError } from "../../../src/eventlog/errors.ts";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import type { SharedStream } from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { moveLogUp } from "../../../src/eventlog/jetstream/seed-stream.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { accepted, observe, RECORDED_AT, refused } from "../attempts.ts";
import { caught } from "../caught.ts";
import { serveLog } from "./serve-log.ts";

const now = () => RECORDED_AT;
const shared = serveLog();
let stream: SharedStream;
beforeEach(() => {
  stream = shared.stream;
});

/** A log in which much was done, and something refused before, in between and at the end. */
async function fullLog(commands = 700): Promise<EventLog> {
  const log = createMemoryLog({ now });
  await log.refuse(refused("r-first"));
  for (let number = 1; number <= commands; number += 1) {
    await log.append(accepted(`c${number}`, ["a", `s${number % 7}`, "b"]));
    if (number % 50 === 0) await log.refuse(refused(`r${number}`));
  }
  await log.refuse(refused("r-last"));
  return log;
}

/** What somebody sees who joins. */
async function seenByNewcomer() {
  return observe(await shared.join());
}

describe("moving a log up", () => {
  it("brings all of it, commands and refusals too, as it is", async () => {
    const log = await fullLog();
    const told: number[] = [];

    await moveLogUp(log, stream, { onProgress: (done) => told.push(done) });

    expect(await seenByNewcomer()).toEqual(await observe(log));
    expect(told.at(-1)).toBe(2_100);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  it("brings one with no event in it", async () => {
    await moveLogUp(createMemoryLog({ now }), stream);
    expect(await stream.last()).toBe(0);
  });

  it("goes on where it was broken off, however often", async () => {
    const log = await fullLog();
    for (const most of [1, 300, 900, 1_500]) {
      const breaking = new AbortController();
      const onProgress = (done: number) => done >= most && breaking.abort(new Error("broken off"));
      const options = { signal: breaking.signal, onProgress };
      await expect(moveLogUp(log, stream, options)).rejects.toThrow("broken off");
    }
    const before = await stream.last();
    expect(before).toBeGreaterThan(0);

    await moveLogUp(log, stream);
    await moveLogUp(log, stream);

    expect(await seenByNewcomer()).toEqual(await observe(log));
    expect(await stream.last()).toBe(700 + 16);
  });

  it("takes along what is done meanwhile", async () => {
    const log = await fullLog(200);
    let left = 5;
    await moveLogUp(log, stream, {
      onProgress() {
        left -= 1;
        if (left > 0) log.append(accepted(`later-${left}`, ["a"])).catch(() => {});
      },
    });
    await moveLogUp(log, stream);

    expect(await seenByNewcomer()).toEqual(await observe(log));
  });

  it("does not mix two books, and says so", async () => {
    const [one, other] = [await fullLog(100), createMemoryLog({ now })];
    await other.append(accepted("another", ["z"]));
    await moveLogUp(one, stream);
    const before = await seenByNewcomer();

    const error = await caught(moveLogUp(other, stream));

    expect(error).toBeInstanceOf(SharedLogError);
    expect(error).toMatchObject({ problem: "other-log" });
    expect(await seenByNewcomer()).toEqual(before);
  });

  it("loses nothing on a line that loses acknowledgements", async () => {
    const log = await fullLog(300);
    let count = 0;
    const lossy: SharedStream = {
      ...stream,
      async publish(payload, options) {
        const answer = await stream.publish(payload, options);
        count += 1;
        return count % 97 === 0 ? { kind: "unanswered" } : answer;
      },
    };

    await moveLogUp(log, lossy);

    expect(await seenByNewcomer()).toEqual(await observe(log));
  });
});
