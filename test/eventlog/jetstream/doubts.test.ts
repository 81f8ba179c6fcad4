import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createDoubts,
  type Doubts,
  type DoubtsOptions,
} from "../../../src/eventlog/jetstream/replica/divergence.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let looks: number;
let closing: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  looks = 0;
  closing = new AbortController();
});
afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

function doubting(options: Partial<DoubtsOptions> = {}): Doubts {
  return createDoubts({
    look: async () => {
      looks += 1;
      return true;
    },
    onWrong: () => {},
    rest: MINUTE,
    signal: closing.signal,
    ...options,
  });
}

/** Somebody gives a reason to doubt once a second. */
async function raiseFor(doubts: Doubts, milliseconds: number): Promise<number> {
  const before = looks;
  for (let past = 0; past < milliseconds; past += SECOND) {
    doubts.raise();
    await vi.advanceTimersByTimeAsync(SECOND);
  }
  return looks - before;
}

describe("doubts that turn out to be unfounded", () => {
  it("are looked into at once, and then less and less often", async () => {
    const doubts = doubting();
    doubts.raise();
    expect(looks).toBe(1);

    expect(await raiseFor(doubts, HOUR)).toBeLessThanOrEqual(6);
    expect(await raiseFor(doubts, 5 * HOUR)).toBeLessThanOrEqual(6);
  });

  it("are looked into at once again after a quiet hour", async () => {
    const doubts = doubting();
    await raiseFor(doubts, HOUR);
    await vi.advanceTimersByTimeAsync(3 * HOUR);
    const before = looks;

    doubts.raise();

    expect(looks).toBe(before + 1);
  });

  it("are not looked into more often by whoever opens the book again and again", async () => {
    let doubts = doubting();
    for (let opened = 0; opened < 60; opened += 1) {
      await raiseFor(doubts, MINUTE);
      closing.abort();
      closing = new AbortController();
      doubts = doubting({ pause: doubts.pause() });
    }
    expect(looks).toBeLessThanOrEqual(7);
  });
});

describe("a doubt", () => {
  it("stays open during a rest, and is settled after it", async () => {
    const doubts = doubting();
    doubts.raise();
    await vi.advanceTimersByTimeAsync(SECOND);
    doubts.raise();
    expect(doubts.isOpen()).toBe(true);

    await vi.advanceTimersByTimeAsync(MINUTE);

    expect(looks).toBe(2);
    expect(doubts.isOpen()).toBe(false);
  });

  it("that nobody answers is looked into again after the same rest each time", async () => {
    const doubts = doubting({
      look: async () => {
        looks += 1;
        throw new Error("Nobody answers.");
      },
    });
    doubts.raise();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(looks).toBe(11);
    expect(doubts.isOpen()).toBe(true);
  });

  it("that is founded is told at once, and leaves no rest behind", async () => {
    const onWrong = vi.fn();
    const doubts = doubting({ look: async () => false, onWrong });
    doubts.raise();
    await vi.advanceTimersByTimeAsync(0);
    expect(onWrong).toHaveBeenCalledOnce();
    expect(doubts.isOpen()).toBe(true);
  });
});
