import { describe, expect, it } from "vitest";
import { createEventIndex } from "../../src/eventlog/consumers/event-index.ts";
import { type EventFilter, filterKey } from "../../src/eventlog/event-filter.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { accepted, RECORDED_AT, stream } from "./attempts.ts";

describe("the key of a filter", () => {
  it("is another for every filter that means something else", () => {
    const filters: EventFilter[] = [
      {},
      { types: [] },
      { types: ["A"] },
      { types: ["A", "B"] },
      { streams: [] },
      { streams: [stream("A")] },
      { streams: [stream("A"), stream("B")] },
      { streamPrefix: "" },
      { streamPrefix: "A" },
      { types: ["A"], streamPrefix: "A" },
      { types: ["A"], streams: [stream("A")] },
    ];
    expect(new Set(filters.map(filterKey)).size).toBe(filters.length);
  });

  it("is the same in whatever order, and however often, a thing is said", () => {
    const [a, b] = [stream("a"), stream("b")];
    expect(filterKey({ types: ["B", "A", "B"], streams: [b, a, a] })).toBe(
      filterKey({ streams: [a, b], types: ["A", "B"] }),
    );
    expect(filterKey({ types: ["A"] })).toBe('{"types":["A"]}');
  });
});

describe("the index of events", () => {
  it("finds positions by stream, prefix and type, in order, each once", async () => {
    const log = createMemoryLog({ now: () => RECORDED_AT });
    await log.append(accepted("c1", ["b", "a"]));
    await log.append(accepted("c2", ["a", "c"]));
    const index = createEventIndex();
    index.add(await log.read());
    const [a, b] = [stream("a"), stream("b")];

    expect(index.reaches()).toBe(4);
    expect(index.find({})).toBeUndefined();
    expect(index.find({ streams: [a] })).toEqual([2, 3]);
    expect(index.find({ streams: [a, b, a] })).toEqual([1, 2, 3]);
    expect(index.find({ streams: [] })).toEqual([]);
    expect(index.find({ streams: [stream("z")] })).toEqual([]);
    expect(index.find({ streamPrefix: "" })).toEqual([1, 2, 3, 4]);
    expect(index.find({ streamPrefix: "c" })).toEqual([4]);
    expect(index.find({ streamPrefix: "c", streams: [a] })).toEqual([]);
    expect(index.find({ types: ["Noted"] })).toEqual([1, 2, 3, 4]);
    expect(index.find({ types: ["Lost"] })).toEqual([]);
    expect(index.find({ types: ["Lost"], streams: [a] })).toEqual([]);
    expect(index.find({ types: ["Noted"], streams: [a] })).toEqual([2, 3]);
  });
});
