import { describe, expect, it } from "vitest";
import {
  type PummelDependencies,
  type PummelFigures,
  pummel,
} from "../../src/application/diagnostics/load-test.ts";
import { ValidationError } from "../../src/eventlog/errors.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { NOW, openSession } from "./open-session.ts";

/** A scratch book in memory, and a clock that goes on by `step` milliseconds whenever it is looked at. */
function createGround(step = 1) {
  let time = 0;
  let dropped = 0;
  const dependencies: PummelDependencies = {
    async openScratch(wrap) {
      const session = await openSession(wrap(createMemoryLog({ now: () => NOW })));
      return {
        session,
        drop: async () => {
          dropped += 1;
        },
      };
    },
    clock() {
      time += step;
      return time;
    },
    watchLongTasks(onLongTask) {
      onLongTask(80);
      onLongTask(60);
      return () => {};
    },
  };
  return { dependencies, dropped: () => dropped };
}

describe("pummelling a scratch book", () => {
  it("counts what its writers and readers did, and leaves a whole book behind, which is dropped", async () => {
    const ground = createGround();
    const report = await pummel(ground.dependencies, { writers: 8, readers: 8, seconds: 2 });

    expect(report.whole).toBe(true);
    expect(report.commands).toBeGreaterThan(50);
    expect(report.reads).toBeGreaterThan(50);
    expect(report.refused).toBeGreaterThan(0);
    expect(report.events).toBeGreaterThan(0);
    expect(report.p99).toBeGreaterThanOrEqual(report.p50);
    expect(report).toMatchObject({ longTasks: 2, longestTask: 80 });
    expect(ground.dropped()).toBe(1);
  });

  it("stops when told to, and still drops its book", async () => {
    const ground = createGround();
    const report = await pummel(ground.dependencies, { signal: AbortSignal.abort() });
    expect(report).toMatchObject({ commands: 0, reads: 0, events: 0, whole: true });
    expect(ground.dropped()).toBe(1);
  });

  it("is never larger than its limits, and refuses what is no number", async () => {
    const ground = createGround(60_000);
    const report = await pummel(ground.dependencies, { writers: 1e9, readers: 0, seconds: 1e9 });
    expect(report.commands).toBeLessThanOrEqual(64);
    await expect(pummel(ground.dependencies, { writers: Number.NaN })).rejects.toThrow(
      ValidationError,
    );
    await expect(pummel(ground.dependencies, { seconds: -1 })).rejects.toThrow(ValidationError);
  });

  it("tells how it goes while it goes", async () => {
    const told: PummelFigures[] = [];
    const { dependencies } = createGround();
    const clock = () => performance.now();
    const onProgress = (figures: PummelFigures) => told.push(figures);
    await pummel({ ...dependencies, clock }, { writers: 1, readers: 1, seconds: 1.2, onProgress });
    expect(told.length).toBeGreaterThan(0);
  });
});
