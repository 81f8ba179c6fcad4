import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EpochMs } from "../../../src/eventlog/envelope.ts";
import type { SharedLogError } from "../../../src/eventlog/errors.ts";
import type {
  Sequence,
  StreamMessage,
} from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import type { BellListener } from "../../../src/eventlog/nats/change-notifier.ts";
import { followTail } from "../../../src/eventlog/nats/resilient-consumer.ts";
import { sharedLogError } from "../../../src/eventlog/replication/shared-log-problems.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const at = (sequence: number) => sequence as Sequence;

/** An engine of one stream, which has what the story puts there. */
function createEngine(last = 0) {
  const stored = new Map<number, StreamMessage>();
  const engine = {
    ...{ last: 0, first: 1, bytes: 1, createdAt: "then" },
    /** Answers that come before the others: what a node says that is behind, or nobody. */
    oddAnswers: [] as ("not-there" | "silence" | "forbidden")[],
    isSilent: false,
    /** Reads that were asked for, and how many of them were under way at once at most. */
    reads: [] as number[],
    mostUnderWay: 0,
    looks: 0,
    bell: undefined as BellListener | undefined,
    tellLast: (_: Sequence): void => {},
    hasStopped: false,
    store(count = 1, bytes = 1) {
      for (let number = 0; number < count; number += 1) {
        engine.last += 1;
        const payload = new Uint8Array(bytes);
        stored.set(engine.last, {
          sequence: at(engine.last),
          payload,
          storedAt: () => 0 as EpochMs,
        });
      }
    },
    lose: (sequence: number) => stored.delete(sequence),
  };
  engine.store(last);
  let underWay = 0;

  const answer = async (sequence: Sequence): Promise<StreamMessage | undefined> => {
    engine.reads.push(sequence);
    underWay += 1;
    engine.mostUnderWay = Math.max(engine.mostUnderWay, underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay -= 1;
    const odd = engine.oddAnswers.shift();
    if (odd === "not-there") return undefined;
    if (odd === "silence" || engine.isSilent) throw sharedLogError("unreachable");
    if (odd === "forbidden") throw sharedLogError("forbidden");
    return stored.get(sequence);
  };
  const dependencies = {
    read: answer,
    openQuickReads: () => ({
      async read(sequence: Sequence, tries: number) {
        for (let left = tries; left > 1; left -= 1) {
          const message = await answer(sequence);
          if (message) return message;
        }
        return answer(sequence);
      },
      close() {},
    }),
    async readFrom(sequence: Sequence) {
      const next = [...stored.keys()].find((number) => number >= sequence);
      return next === undefined ? undefined : answer(at(next));
    },
    async state() {
      engine.looks += 1;
      if (engine.isSilent) throw sharedLogError("unreachable");
      const { first, createdAt } = engine;
      return { first: at(first), last: at(engine.last), averageBytes: engine.bytes, createdAt };
    },
    listen(listener: BellListener) {
      engine.bell = listener;
      return () => {
        engine.hasStopped = true;
      };
    },
    onLast(listener: (last: Sequence) => void) {
      engine.tellLast = listener;
      return () => {};
    },
  };
  return Object.assign(engine, { dependencies });
}

/** Follows an engine. */
async function follow(engine: ReturnType<typeof createEngine>, after = 0) {
  const taken: number[] = [];
  const ended: SharedLogError[] = [];
  let full: Promise<void> | undefined;
  const stop = await followTail(at(after), {
    ...engine.dependencies,
    take({ sequence }) {
      taken.push(sequence);
      return full;
    },
    onEnd: (reason) => ended.push(reason),
  });
  return {
    ...{ taken, ended, stop },
    /** Has the reader wait until the result is called. */
    fill() {
      let empty = (): void => {};
      full = new Promise((resolve) => {
        empty = () => {
          full = undefined;
          resolve();
        };
      });
      return () => empty();
    },
  };
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("catching up", () => {
  it("takes all there is in order, with many reads under way, and no more than 512", async () => {
    const engine = createEngine(2_000);

    const { taken } = await follow(engine);
    await pass(1_000);

    expect(taken).toEqual(upTo(2_000));
    expect(engine.reads).toHaveLength(2_000);
    expect(engine.mostUnderWay).toBe(512);
  });

  it("goes on behind a message, and reads none before it", async () => {
    const engine = createEngine(5);

    const { taken } = await follow(engine, 3);
    await pass(100);

    expect(taken).toEqual([4, 5]);
    expect(engine.reads).toEqual([4, 5]);
  });

  it("asks for few messages at once where they are large", async () => {
    const engine = createEngine();
    engine.bytes = 1024 * 1024;
    engine.store(200, engine.bytes);

    const { taken } = await follow(engine);
    await pass(1_000);

    expect(taken).toEqual(upTo(200));
    expect(engine.mostUnderWay).toBe(16);
  });

  it("asks for fewer once they turn out to be larger than most", async () => {
    const engine = createEngine();
    engine.store(2_000, 1024 * 1024);
    const { taken } = await follow(engine);
    await pass(10);
    engine.mostUnderWay = 0;

    await pass(1_000);

    expect(taken).toEqual(upTo(2_000));
    expect(engine.mostUnderWay).toBeLessThanOrEqual(16);
  });

  it("waits for a reader who has too many, and asks for no more meanwhile", async () => {
    const engine = createEngine(1_000);
    const { taken, fill } = await follow(engine);
    const empty = fill();

    await pass(10_000);
    expect(taken).toEqual([1]);
    expect(engine.reads.length).toBe(512);

    empty();
    await pass(1_000);
    expect(taken).toEqual(upTo(1_000));
  });

  it("begins where the oldest message stands that is kept", async () => {
    const engine = createEngine(5);
    engine.first = 4;

    const { taken } = await follow(engine);
    await pass(100);

    expect(taken).toEqual([4, 5]);
  });
});

describe("an engine that does not answer as it should", () => {
  it("has a node that is behind: another one is asked", async () => {
    const engine = createEngine(50);
    engine.oddAnswers = Array.from({ length: 40 }, () => "not-there");

    const { taken, ended } = await follow(engine);
    await pass(1_000);

    expect(taken).toEqual(upTo(50));
    expect(ended).toEqual([]);
  });

  it("loses answers: they are asked for again", async () => {
    const engine = createEngine(50);
    engine.oddAnswers = ["silence", "not-there", "silence", "silence"];

    const { taken, ended } = await follow(engine);
    await pass(1_000);

    expect(taken).toEqual(upTo(50));
    expect(ended).toEqual([]);
  });

  it("has lost a message for good: the next one is taken after a while", async () => {
    const engine = createEngine(5);
    engine.lose(3);

    const { taken } = await follow(engine);
    await pass(1_000);
    expect(taken).toEqual([1, 2]);
    await pass(10_000);

    expect(taken).toEqual([1, 2, 4, 5]);
  });

  it("falls silent for good: it ends, and says so once", async () => {
    const engine = createEngine(5);
    const { ended } = await follow(engine);
    await pass(100);

    engine.isSilent = true;
    await pass(60_000);

    expect(ended).toMatchObject([{ problem: "unreachable" }]);
    expect(engine.hasStopped).toBe(true);
  });

  it("falls silent for a moment: it goes on", async () => {
    const engine = createEngine(1);
    const { taken, ended } = await follow(engine);
    await pass(2_500);

    engine.isSilent = true;
    engine.store();
    await pass(2_000);
    engine.isSilent = false;
    await pass(5_000);

    expect(taken).toEqual([1, 2]);
    expect(ended).toEqual([]);
  });

  it("does not let this user read: it ends with that reason", async () => {
    const engine = createEngine(1);
    engine.oddAnswers = Array.from({ length: 9 }, () => "forbidden");

    const { ended } = await follow(engine);
    await pass(1_000);

    expect(ended).toMatchObject([{ problem: "forbidden" }]);
  });

  it("does not let this user listen: it ends with that reason", async () => {
    const engine = createEngine(1);
    const { ended } = await follow(engine);

    engine.bell?.onRefused(sharedLogError("forbidden"));
    await pass(10);

    expect(ended).toMatchObject([{ problem: "forbidden" }]);
  });

  it.each([
    { what: "was made anew", change: { createdAt: "now" } },
    { what: "is shorter than before", change: { last: 2 } },
  ])("has a stream that $what: it ends", async ({ change }) => {
    const engine = createEngine(5);
    const { ended } = await follow(engine);
    await pass(100);

    Object.assign(engine, change);
    await pass(10_000);

    expect(ended).toMatchObject([{ message: expect.stringContaining("made anew") }]);
  });

  it("cannot even be asked: it does not begin, and listens no longer", async () => {
    const engine = createEngine(5);
    engine.isSilent = true;

    await expect(follow(engine)).rejects.toMatchObject({ problem: "unreachable" });

    expect(engine.hasStopped).toBe(true);
  });
});

describe("a bell", () => {
  it("brings what is new at once", async () => {
    const engine = createEngine(3);
    const { taken } = await follow(engine);
    await pass(100);

    engine.store();
    engine.bell?.onRing(at(4));
    await pass(1);

    expect(taken).toEqual([1, 2, 3, 4]);
  });

  it("brings many at once where many are told of", async () => {
    const engine = createEngine();
    const { taken } = await follow(engine);
    engine.store(40);

    for (const sequence of upTo(40)) engine.bell?.onRing(at(sequence));
    await pass(3);

    expect(taken).toEqual(upTo(40));
  });

  it("that rings before the message is stored: it is asked again", async () => {
    const engine = createEngine();
    const { taken } = await follow(engine);

    engine.bell?.onRing(at(1));
    await pass(20);
    engine.store();
    await pass(100);

    expect(taken).toEqual([1]);
  });

  it("of a message that was never stored costs a few reads, and the next is heard", async () => {
    const engine = createEngine(1);
    const { taken, ended } = await follow(engine);
    await pass(10);

    engine.bell?.onRing(at(2));
    await pass(2_900);
    const { length } = engine.reads;
    expect(length).toBeLessThan(25);
    await pass(10_000);
    expect(engine.reads).toHaveLength(length);
    engine.store();
    engine.bell?.onRing(undefined);
    await pass(10);

    expect(taken).toEqual([1, 2]);
    expect(ended).toEqual([]);
  });

  it.each([
    { what: "of what came before", claimed: 1 },
    { what: "of what cannot be yet", claimed: 9e15 },
    { what: "that tells nothing", claimed: undefined },
  ])("$what, rung on and on: bounded work, and nothing is taken twice", async ({ claimed }) => {
    const engine = createEngine(2);
    const { taken, ended } = await follow(engine);
    await pass(10);
    engine.reads.length = 0;
    engine.looks = 0;

    for (let ring = 0; ring < 1_000; ring += 1) {
      engine.bell?.onRing(claimed as Sequence | undefined);
      await pass(1);
    }

    expect(taken).toEqual([1, 2]);
    expect(ended).toEqual([]);
    expect(engine.reads.length).toBeLessThan(200);
    expect(engine.looks).toBeLessThan(10);
  });

  it("that is missed: what is new comes all the same", async () => {
    const engine = createEngine(1);
    const { taken } = await follow(engine);
    await pass(10);

    engine.store(2);
    await pass(5_000);

    expect(taken).toEqual([1, 2, 3]);
  });

  it("that is missed, while somebody else is told the end: it comes at once", async () => {
    const engine = createEngine(1);
    const { taken } = await follow(engine);
    await pass(10);

    engine.store(2);
    engine.tellLast(at(3));
    await pass(5);

    expect(taken).toEqual([1, 2, 3]);
  });
});

it("says nothing when it is stopped, and asks nobody again", async () => {
  const engine = createEngine(1);
  const { stop, ended } = await follow(engine);
  await pass(10);
  engine.reads.length = 0;
  engine.looks = 0;

  stop();
  await pass(60_000);

  expect(ended).toEqual([]);
  expect({ reads: engine.reads, looks: engine.looks }).toEqual({ reads: [], looks: 0 });
  expect(engine.hasStopped).toBe(true);
});
