import { beforeEach, describe, expect, it } from "vitest";
import type { CheckpointStore } from "../../src/eventlog/consumers/checkpoint.ts";
import {
  materialize,
  type Projection,
  type ViewFilter,
} from "../../src/eventlog/consumers/materialize.ts";
import type { Json, JsonObject, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { isValidationError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryCheckpoints } from "../../src/eventlog/memory/memory-checkpoints.ts";
import { accepted, stream } from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/** How many events each stream has. */
const counts: Projection<{ readonly [stream: string]: number }> = {
  name: "counts",
  version: 1,
  initialState: {},
  evolve: (state, event) => ({ ...state, [event.stream]: (state[event.stream] ?? 0) + 1 }),
};

/** The same, and how many events were folded to get there. */
function watched(version = 1) {
  const folded: number[] = [];
  const projection: typeof counts = {
    ...counts,
    version,
    evolve(state, event) {
      folded.push(event.position);
      return counts.evolve(state, event);
    },
  };
  return { projection, folded };
}

/** Views over any log. */
export function describeMaterializing(makeLog: MakeLog): void {
  const { openLog, makeLog: makeOne } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
    await log.append(accepted("c1", ["a", "b"]));
    await log.append(accepted("c2", ["a"]));
  });

  describe("materializes a view", () => {
    it("of everything that is there, and goes on with what comes", async () => {
      const view = await materialize(log, {}, counts);
      expect(view.state()).toEqual({ a: 2, b: 1 });

      await log.append(accepted("c3", ["b", "c"]));
      await view.catchUp();

      expect(view.state()).toEqual({ a: 2, b: 2, c: 1 });
      expect(view.head()).toEqual(await log.head());
      view.stop();
    });

    it("of the events of a filter and a test alone", async () => {
      const view = await materialize(log, { streams: [stream("a")] }, counts);
      const late = await materialize(log, { where: ({ position }) => position > 1 }, counts);
      await log.append(accepted("c3", ["a", "b"]));
      await Promise.all([view.catchUp(), late.catchUp()]);

      expect(view.state()).toEqual({ a: 3 });
      expect(late.state()).toEqual({ a: 2, b: 2 });
      expect(view.head()).toEqual(await log.head());
      view.stop();
      late.stop();
    });

    it("which holds one's own write once that was answered", async () => {
      const view = await materialize(log, {}, counts);
      for (let index = 1; index <= 20; index += 1) {
        await log.append(accepted(`own${index}`, ["own"]));
        expect(view.state()).toEqual({ a: 2, b: 1, own: index });
        expect(view.head()).toEqual(await log.head());
      }
      view.stop();
    });

    it("which holds what was answered while it was made", async () => {
      const [view] = await Promise.all([
        materialize(log, {}, counts),
        log.append(accepted("c3", ["b"])),
      ]);
      expect(view.state()).toEqual({ a: 2, b: 2 });
      view.stop();
    });

    it("which holds one's own writes also where they are many at once", async () => {
      const view = await materialize(log, {}, counts);
      await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const outcome = await log.append(accepted(`own${index}`, ["own"]));
          const [written] = outcome.accepted ? outcome.events : [];
          expect(view.head().position).toBeGreaterThanOrEqual(written?.position ?? 0);
        }),
      );
      expect(view.state()).toEqual({ a: 2, b: 1, own: 50 });
      view.stop();
    });

    it("which holds one's own write also behind what another handle wrote", async () => {
      const book = makeOne();
      const [here, there] = [await book.open(), await book.open()];
      const view = await materialize(here, {}, counts);
      await Promise.all([
        ...Array.from({ length: 10 }, (_, index) => there.append(accepted(`t${index}`, ["b"]))),
        ...Array.from({ length: 10 }, async (_, index) => {
          await here.append(accepted(`h${index}`, ["a"]));
          expect(view.state()["a"]).toBeGreaterThan(index);
        }),
      ]);
      view.stop();
    });

    it("without gap or repeat while others write", async () => {
      const writing = Array.from({ length: 30 }, (_, index) =>
        log.append(accepted(`w${index}`, ["a"])),
      );
      const { projection, folded } = watched();
      const view = await materialize(log, {}, projection);
      await Promise.all(writing);
      await view.catchUp();
      expect(folded).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
      view.stop();
    });
  });

  describe("refuses a view that nobody can have meant", () => {
    it.each<{ what: string; filter: unknown; path: string }>([
      { what: "a function", filter: () => true, path: "filter" },
      { what: "nothing", filter: undefined, path: "filter" },
      { what: "null", filter: null, path: "filter" },
      { what: "a text", filter: "Noted", path: "filter" },
      { what: "a list", filter: ["Noted"], path: "filter" },
      { what: "a slip in a name", filter: { type: ["Noted"] }, path: "filter.type" },
      { what: "one type in no list", filter: { types: "Noted" }, path: "filter.types" },
      { what: "a test that is none", filter: { where: true }, path: "filter.where" },
    ])("with $what for its filter", async ({ filter, path }) => {
      const error = await caught(materialize(log, filter as ViewFilter, counts));
      expect(isValidationError(error)).toBe(true);
      expect(error).toMatchObject({ path });
    });

    it.each<{ what: string; part: object; path: string }>([
      { what: "no name", part: { name: undefined }, path: "projection.name" },
      { what: "a filter", part: { filter: { types: ["Noted"] } }, path: "projection.filter" },
      { what: "an empty name", part: { name: "" }, path: "projection.name" },
      { what: "no version", part: { version: undefined }, path: "projection.version" },
      { what: "no reducer", part: { evolve: undefined }, path: "projection.evolve" },
      {
        what: "no state to begin with",
        part: { initialState: undefined },
        path: "projection.initialState",
      },
      {
        what: "a Map to begin with",
        part: { initialState: new Map() },
        path: "projection.initialState",
      },
    ])("with $what in its projection", async ({ part, path }) => {
      const projection = { ...counts, ...part } as typeof counts;
      for (const checkpoints of [undefined, createMemoryCheckpoints()]) {
        const options = { ...(checkpoints && { checkpoints }) };
        const error = await caught(materialize(log, {}, projection, options));
        expect(isValidationError(error)).toBe(true);
        expect(error).toMatchObject({ path });
      }
    });

    it.each<{ what: string; options: object; path: string }>([
      { what: "a checkpoint every 0 events", options: { every: 0 }, path: "options.every" },
      {
        what: "a store that cannot save",
        options: { checkpoints: { load: async () => 1 } },
        path: "options.checkpoints.save",
      },
      { what: "a slip in a name", options: { checkpoint: {} }, path: "options.checkpoint" },
    ])("with $what", async ({ options, path }) => {
      expect(await caught(materialize(log, {}, counts, options))).toMatchObject({ path });
    });

    it("whose projection answers nothing for an event", async () => {
      const forgetful = { ...counts, evolve: () => undefined } as unknown as typeof counts;
      expect(await caught(materialize(log, {}, forgetful))).toMatchObject({
        path: "projection.evolve",
      });
    });
  });

  it("keeps a view as it is, and says so, once its projection throws", async () => {
    const broken = new Error("No b.");
    const picky: typeof counts = {
      ...counts,
      evolve(state, event) {
        if (event.stream === "b" && event.position > 3) throw broken;
        return counts.evolve(state, event);
      },
    };
    const troubles: unknown[] = [];
    const onError = (error: unknown) => troubles.push(error);
    const view = await materialize(log, {}, picky, { onError });

    await log.append(accepted("c3", ["a", "b"]));
    await log.append(accepted("c4", ["a"]));

    expect(view.state()).toEqual({ a: 2, b: 1 });
    expect(view.head().position).toBe(3);
    expect(troubles).toEqual([broken]);
    expect(await caught(view.catchUp())).toBe(broken);
    view.stop();
  });

  it("begins anew each time, also where a reducer changes what it was given", async () => {
    const changing = {
      ...counts,
      initialState: {} as Record<string, number>,
      evolve(state: Record<string, number>, { stream: name }: RecordedEvent) {
        state[name] = (state[name] ?? 0) + 1;
        return state;
      },
    };
    for (const _ of ["first", "again"]) {
      const view = await materialize(log, {}, changing);
      expect(view.state()).toEqual({ a: 2, b: 1 });
      view.stop();
    }
  });

  describe("resumes from a checkpoint", () => {
    let checkpoints: CheckpointStore;
    beforeEach(async () => {
      checkpoints = createMemoryCheckpoints();
      const view = await materialize(log, {}, counts, { checkpoints });
      await view.save();
      view.stop();
      await log.append(accepted("c3", ["b"]));
    });

    const resume = async (filter = {}, version = 1, of: EventLog = log) => {
      const { projection, folded } = watched(version);
      const view = await materialize(of, filter, projection, { checkpoints });
      view.stop();
      return { state: view.state(), folded };
    };

    it("and folds only what came after it", async () => {
      expect(await resume()).toEqual({ state: { a: 2, b: 2 }, folded: [4] });
    });

    it("but from the beginning when the projection has another version", async () => {
      expect(await resume({}, 2)).toEqual({ state: { a: 2, b: 2 }, folded: [1, 2, 3, 4] });
    });

    it("but from the beginning when the filter is another", async () => {
      expect(await resume({ types: ["Noted"] })).toMatchObject({ folded: [1, 2, 3, 4] });
    });

    it("but from the beginning when it was made of another log", async () => {
      const other = await openLog();
      for (const id of ["x1", "x2", "x3", "x4"]) await other.append(accepted(id, ["a"]));
      expect(await resume({}, 1, other)).toEqual({ state: { a: 4 }, folded: [1, 2, 3, 4] });
    });

    it("but from the beginning when the log is shorter than it", async () => {
      const short = await openLog();
      await short.append(accepted("c1", ["a", "b"]));
      expect(await resume({}, 1, short)).toEqual({ state: { a: 1, b: 1 }, folded: [1, 2] });
    });

    const DAMAGES: { what: string; change: (stored: JsonObject) => Json | undefined }[] = [
      { what: "half of it is missing", change: ({ digest: _, ...half }) => half },
      { what: "its state was changed", change: (stored) => ({ ...stored, state: { a: 99 } }) },
      { what: "its position was changed", change: (stored) => ({ ...stored, position: 2 }) },
      { what: "it is no checkpoint", change: () => "rotten" },
      { what: "it is null", change: () => null },
      { what: "it is gone", change: () => undefined },
    ];
    it.each(DAMAGES)("but from the beginning when $what", async ({ change }) => {
      const { load } = checkpoints;
      checkpoints = {
        ...checkpoints,
        load: async (name) => change((await load(name)) as JsonObject),
      };
      expect(await resume()).toEqual({ state: { a: 2, b: 2 }, folded: [1, 2, 3, 4] });
    });

    it("which is saved by itself as the log grows", async () => {
      const view = await materialize(log, {}, counts, { checkpoints, every: 5 });
      for (let index = 0; index < 10; index += 1) await log.append(accepted(`g${index}`, ["g"]));
      await view.catchUp();
      view.stop();
      const { folded } = await resume();
      expect(folded.length).toBeLessThan(6);
    });

    it("and says when it cannot be saved, but goes on", async () => {
      const full = new Error("The disk is full.");
      checkpoints = { ...checkpoints, save: () => Promise.reject(full) };
      const troubles: unknown[] = [];
      const onError = (error: unknown) => troubles.push(error);
      const view = await materialize(log, {}, counts, { checkpoints, every: 3, onError });
      for (const id of ["g1", "g2", "g3"]) await log.append(accepted(id, ["g"]));
      await view.catchUp();
      expect(view.state()).toEqual({ a: 2, b: 2, g: 3 });
      expect(troubles).toEqual([full]);
      view.stop();
    });
  });
}
