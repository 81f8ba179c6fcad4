import { describe, expect, it } from "vitest";
import { inStrides } from "../../src/eventlog/util/run-in-slices.ts";

function* busyFor(milliseconds: number): Generator<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) yield;
}

describe("long work in strides", () => {
  it("is done to its end, and tells how far it came now and then", async () => {
    let told = 0;
    const through = await inStrides(busyFor(800), new AbortController().signal, () => told++);
    expect(through).toBe(true);
    expect(told).toBeGreaterThanOrEqual(1);
    expect(told).toBeLessThanOrEqual(4);
  });

  it("lets others work in between", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    // Busy until others have had two turns, or forever, as far as a test is concerned.
    function* busy(): Generator<void> {
      for (const _ of busyFor(20_000)) {
        if (turns >= 2) return;
        yield;
      }
    }
    await inStrides(busy(), new AbortController().signal, () => {});
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it("ends where it is broken off", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    expect(await inStrides(busyFor(60_000), controller.signal, () => {})).toBe(false);
  });
});
