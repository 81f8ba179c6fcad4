import type { Msg, NatsConnection } from "@nats-io/nats-core";
import { headers } from "@nats-io/nats-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sequence } from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { createQuickReads } from "../../../src/eventlog/jetstream/reading/quick-reads.ts";
import { caught } from "../caught.ts";

const PATIENCE = 2_000;
const at = (sequence: number) => sequence as Sequence;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A line on which questions are kept, until the story answers them. */
function createLine() {
  const asked: { readonly sequence: number; readonly reply: string }[] = [];
  let hear = (_: Partial<Msg>): void => {};
  const unsubscribe = vi.fn();
  const connection: Partial<NatsConnection> = {
    subscribe(_subject, options) {
      // As the client tells it: 100 bytes of headers.
      hear = (answer) => {
        const { subject = "", data = new Uint8Array() } = answer;
        const size = () => subject.length + 100 + data.length;
        options?.callback?.(null, { ...answer, size } as unknown as Msg);
      };
      return { unsubscribe } as unknown as ReturnType<NatsConnection["subscribe"]>;
    },
    publish(subject, payload, options) {
      expect(subject).toBe("$JS.API.DIRECT.GET.book");
      const { seq } = JSON.parse(String(payload)) as { seq: number };
      asked.push({ sequence: seq, reply: options?.reply ?? "" });
    },
  };
  const reads = createQuickReads(connection as NatsConnection, {
    ...{ name: "book", inboxPrefix: "_INBOX_ada", patience: PATIENCE },
  });
  return {
    ...{ reads, asked, unsubscribe },
    /** Answers the question of a number: with a message, or that there is none. */
    answer(number: number, text?: string) {
      const { reply: subject = "" } = asked[number] ?? {};
      if (text !== undefined) {
        const stored = headers();
        stored.set("Nats-Time-Stamp", "2026-11-30T07:11:01.524463925Z");
        hear({ subject, headers: stored, data: new TextEncoder().encode(text) });
      } else {
        hear({ subject, headers: headers(404, "Message Not Found"), data: new Uint8Array() });
      }
    },
  };
}

describe("many reads by one subscription", () => {
  it("get each its own answer, in whatever order they come, below one's own inbox", async () => {
    const { reads, asked, answer } = createLine();
    const [first, second] = [reads.read(at(1), 1), reads.read(at(2), 1)];

    answer(1, "two");
    answer(0, "one");
    answer(0, "one again");

    expect(asked.every(({ reply }) => reply.startsWith("_INBOX_ada."))).toBe(true);
    expect(new TextDecoder().decode((await first)?.payload)).toBe("one");
    expect(await second).toMatchObject({ sequence: 2 });
    expect((await second)?.storedAt()).toBe(Date.parse("2026-11-30T07:11:01.524Z"));
  });

  it("ask again at once where a node has none, as often as they are told", async () => {
    const { reads, asked, answer } = createLine();
    const [found, missing] = [reads.read(at(1), 3), reads.read(at(2), 2)];

    answer(0);
    answer(1);
    answer(2);
    answer(3);
    answer(4, "one");

    expect(asked.map(({ sequence }) => sequence)).toEqual([1, 2, 1, 2, 1]);
    expect(await found).toMatchObject({ sequence: 1 });
    expect(await missing).toBeUndefined();
  });

  it("give up where no answer comes, and take none that comes later", async () => {
    const { reads, answer } = createLine();
    const late = caught(reads.read(at(1), 1));

    await vi.advanceTimersByTimeAsync(2 * PATIENCE);
    answer(0, "one");

    expect(await late).toMatchObject({ problem: "unreachable" });
  });

  it("all end when they are closed, with no timer left", async () => {
    const { reads, unsubscribe } = createLine();
    const open = caught(reads.read(at(1), 1));

    reads.close();

    expect(await open).toMatchObject({ problem: "unreachable" });
    expect(unsubscribe).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});
