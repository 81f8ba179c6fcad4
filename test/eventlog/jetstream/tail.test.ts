import type { ConsumerMessages } from "@nats-io/jetstream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SharedLogError } from "../../../src/eventlog/errors.ts";
import { NO_MESSAGE, type Sequence } from "../../../src/eventlog/jetstream/shared-stream.ts";
import { followTail } from "../../../src/eventlog/jetstream/tail.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One of the readers that a node gives out: it sends what the story says, when the story says so. */
function reader() {
  const messages = channel();
  const signs = channel();
  const asClient = Object.assign(messages.read(), {
    stop: messages.end,
    status: signs.read,
  }) as unknown as ConsumerMessages;
  return {
    asClient,
    send: (seq: number) => messages.send({ seq, data: new Uint8Array() }),
    sendSign: () => signs.send({ type: "heartbeat" }),
    end: messages.end,
  };
}

function channel() {
  const waiting: unknown[] = [];
  let hasEnded = false;
  let wake = (): void => {};
  return {
    send(item: unknown) {
      waiting.push(item);
      wake();
    },
    end() {
      hasEnded = true;
      wake();
    },
    async *read() {
      while (!hasEnded) {
        while (waiting.length > 0) yield waiting.shift();
        if (hasEnded) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Follows through readers that are given out one after another; `undefined` is one that nobody gives out. */
async function follow(readers: (ReturnType<typeof reader> | undefined)[]) {
  const [taken, begun]: [number[], number[]] = [[], []];
  const onEnd = vi.fn();
  const stop = await followTail(NO_MESSAGE, {
    async begin(after: Sequence) {
      begun.push(after);
      const next = readers.shift();
      if (!next) throw new SharedLogError("unreachable");
      return next.asClient;
    },
    take({ sequence }) {
      taken.push(sequence);
      return undefined;
    },
    onEnd,
  });
  return { taken, begun, onEnd, stop };
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("following a stream", () => {
  it("stays with a reader that gives signs of life", async () => {
    const first = reader();
    const { begun, taken } = await follow([first]);

    for (let second = 0; second < 60; second += 1) {
      first.sendSign();
      await pass(1_000);
    }
    first.send(1);
    await pass(0);

    expect(begun).toEqual([0]);
    expect(taken).toEqual([1]);
  });

  it("goes on behind the last message with another reader, where the first falls silent", async () => {
    const [first, second] = [reader(), reader()];
    const { begun, taken, onEnd } = await follow([first, undefined, second]);
    first.send(1);
    first.send(2);

    await pass(5_000);
    second.send(3);
    await pass(0);

    expect(begun).toEqual([0, 2, 2]);
    expect(taken).toEqual([1, 2, 3]);
    expect(onEnd).not.toHaveBeenCalled();
  });

  it("ends when nobody gives out another reader", async () => {
    const { onEnd } = await follow([reader()]);

    await pass(60_000);

    expect(onEnd).toHaveBeenCalledOnce();
  });

  it("says nothing when it is stopped, and asks nobody again", async () => {
    const { stop, begun, onEnd } = await follow([reader()]);

    stop();
    await pass(60_000);

    expect(onEnd).not.toHaveBeenCalled();
    expect(begun).toEqual([0]);
  });
});
