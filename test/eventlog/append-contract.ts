import { beforeEach, describe, expect, it } from "vitest";
import { EMPTY_HEAD } from "../../src/eventlog/envelope.ts";
import { ConcurrencyError, isConcurrencyError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import {
  accepted,
  commandId,
  expecting,
  noted,
  OCCURRED_AT,
  observe,
  placesOf,
  positionsOf,
  RECORDED_AT,
  refused,
} from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/** Positions, versions and envelopes; all or nothing; what a writer relied on. */
export function describeAppending(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });

  it("is empty at first", async () => {
    expect(await observe(log)).toEqual({ head: EMPTY_HEAD, events: [], journal: [] });
    expect(await log.find(commandId("c1"))).toBeUndefined();
  });

  describe("numbers events", () => {
    it("gives positions 1, 2, 3 … and each stream its own versions 1, 2 …", async () => {
      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["b", "a"]));
      await log.append(accepted("c3", ["b", "b", "c"]));

      const events = await log.read();
      expect(positionsOf(events)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(placesOf(events)).toEqual(["a@1", "b@1", "a@2", "b@2", "b@3", "c@1"]);
    });

    it("keeps them without gap when a hundred appends begin at once", async () => {
      const ids = Array.from({ length: 100 }, (_, index) => `c${index + 1}`);
      await Promise.all(ids.map((id) => log.append(accepted(id, ["a"]))));

      const events = await log.read();
      expect(positionsOf(events)).toEqual(ids.map((_, index) => index + 1));
      expect(events.map((event) => event.meta.commandId)).toEqual(ids);
    });

    it("records who, when and why around the data", async () => {
      const outcome = await log.append({
        ...accepted("c1", ["a", "b"]),
        correlationId: "conversation",
        causationId: "cause",
        actor: { kind: "user", id: "someone" },
      });

      const [first, second] = await log.read();
      expect(first).toEqual({
        ...noted("a"),
        position: 1,
        id: "c1.1",
        version: 1,
        meta: {
          occurredAt: OCCURRED_AT,
          recordedAt: RECORDED_AT,
          commandId: "c1",
          correlationId: "conversation",
          causationId: "cause",
          actor: { kind: "user", id: "someone" },
        },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(second?.id).toBe("c1.2");
      expect(outcome).toEqual({ accepted: true, repeated: false, events: [first, second] });
    });

    it("lets a command begin a conversation when nothing caused it", async () => {
      await log.append(accepted("c1", ["a"]));

      const [event] = await log.read();
      expect(event?.meta).toEqual({
        occurredAt: OCCURRED_AT,
        recordedAt: RECORDED_AT,
        commandId: "c1",
        correlationId: "c1",
        causationId: "c1",
      });
    });
  });

  describe("appends all or nothing", () => {
    it("keeps the events of several streams together", async () => {
      const expected = [expecting("a", 0), expecting("b", 0)];
      await log.append(accepted("c1", ["a", "b"], expected));

      expect(placesOf(await log.read())).toEqual(["a@1", "b@1"]);
    });

    it("writes nothing when the second stream of two is in conflict", async () => {
      await log.append(accepted("c1", ["b"]));
      const before = await observe(log);

      const expected = [expecting("a", 0), expecting("b", 0)];
      const error = await caught(log.append(accepted("c2", ["a", "b"], expected)));

      expect(error).toBeInstanceOf(ConcurrencyError);
      expect(error).toMatchObject({ stream: "b", expected: 0, actual: 1 });
      expect(await observe(log)).toEqual(before);
      expect(await log.find(commandId("c2"))).toBeUndefined();
    });

    it("gives the next append the next position after a conflict", async () => {
      await log.append(accepted("c1", ["b"]));
      const doomed = accepted("c2", ["a", "b"], [expecting("b", 0)]);
      expect(await caught(log.append(doomed))).toBeInstanceOf(ConcurrencyError);

      await log.append(accepted("c3", ["a"]));
      await log.append({ ...doomed, expected: [expecting("b", 1)] });

      expect(placesOf(await log.read())).toEqual(["b@1", "a@1", "a@2", "b@2"]);
      expect(positionsOf(await log.read())).toEqual([1, 2, 3, 4]);
    });
  });

  describe("checks the versions a writer relied on", () => {
    it("takes a new stream where none was expected", async () => {
      await log.append(accepted("c1", ["a"], [expecting("a", 0)]));
      expect(placesOf(await log.read())).toEqual(["a@1"]);
    });

    it("takes exactly the expected version", async () => {
      await log.append(accepted("c1", ["a", "a"]));
      await log.append(accepted("c2", ["a"], [expecting("a", 2)]));
      expect(placesOf(await log.read())).toEqual(["a@1", "a@2", "a@3"]);
    });

    it("takes any version where nothing was expected", async () => {
      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["a"]));
      expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    });

    it.each([
      { expected: 0, why: "it should not exist" },
      { expected: 1, why: "the writer saw less" },
      { expected: 3, why: "the writer saw more" },
    ])("refuses version $expected of a stream at 2: $why", async ({ expected }) => {
      await log.append(accepted("c1", ["a", "a"]));

      const error = await caught(log.append(accepted("c2", ["a"], [expecting("a", expected)])));

      expect(error).toBeInstanceOf(ConcurrencyError);
      expect(error).toMatchObject({ code: "concurrency", stream: "a", expected, actual: 2 });
    });

    it("tells that a stream does not exist at all", async () => {
      const error = await caught(log.append(accepted("c1", ["a"], [expecting("a", 1)])));

      expect(error).toBeInstanceOf(ConcurrencyError);
      expect(error).toMatchObject({ stream: "a", expected: 1, actual: 0 });
    });

    it("takes what comes after a command that was accepted, at once or before", async () => {
      const first = log.append(accepted("c1", ["a"]));
      const second = log.append({ ...accepted("c2", ["b"]), after: commandId("c1") });
      await Promise.all([first, second]);
      await log.append({ ...accepted("c3", ["b"]), after: commandId("c1") });
      expect(placesOf(await log.read())).toEqual(["a@1", "b@1", "b@2"]);
    });

    it("refuses what comes after a command that was not accepted, though the versions are right", async () => {
      await log.append(accepted("rival", ["a"]));
      await log.refuse(refused("r1"));
      const before = await observe(log);

      // given one that was decided when the stream did not exist, and two that were decided on it
      const first = log.append(accepted("c1", ["a"], [expecting("a", 0)]));
      const second = log.append({
        ...accepted("c2", ["a"], [expecting("a", 1)]),
        after: commandId("c1"),
      });
      const third = log.append({ ...accepted("c3", ["b"]), after: commandId("c2") });
      const fourth = log.append({ ...accepted("c4", ["b"]), after: commandId("r1") });

      expect(await caught(first)).toBeInstanceOf(ConcurrencyError);
      for (const [later, after] of [
        [second, "c1"],
        [third, "c2"],
        [fourth, "r1"],
      ] as const) {
        const error = await caught(later);
        expect(isConcurrencyError(error)).toBe(true);
        expect(error).toMatchObject({ code: "predecessor", after });
      }
      expect(await observe(log)).toEqual(before);
    });

    it("refuses to remember a refusal that was decided on an older state", async () => {
      await log.append(accepted("c1", ["a"]));
      const before = await observe(log);
      const stale = [
        { ...refused("r1"), expected: [expecting("a", 0)] },
        { ...refused("r1"), after: commandId("c0") },
      ];
      for (const attempt of stale) {
        expect(isConcurrencyError(await caught(log.refuse(attempt)))).toBe(true);
      }
      expect(await observe(log)).toEqual(before);

      await log.refuse({ ...refused("r1"), expected: [expecting("a", 1)], after: commandId("c1") });
      expect(await log.journal()).toMatchObject([
        { commandId: "c1" },
        { commandId: "r1", after: 1 },
      ]);
    });

    it("remembers refusals between what was accepted at the same moment", async () => {
      await Promise.all([
        log.append(accepted("c1", ["a"])),
        log.refuse(refused("r1")),
        log.append(accepted("c2", ["a", "b"])),
        log.refuse(refused("r2")),
      ]);
      const told = (await log.journal()).map(({ commandId: id }) => id);
      expect(told).toEqual(["c1", "r1", "c2", "r2"]);
      expect(await log.verify()).toMatchObject({ ok: true });
    });

    it("checks a stream that was only read, too", async () => {
      await log.append(accepted("c1", ["client"]));

      const error = await caught(log.append(accepted("c2", ["order"], [expecting("client", 0)])));

      expect(error).toBeInstanceOf(ConcurrencyError);
      expect(error).toMatchObject({ stream: "client", expected: 0, actual: 1 });
    });
  });
}
