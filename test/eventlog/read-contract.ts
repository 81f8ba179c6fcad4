import { beforeEach, describe, expect, it } from "vitest";
import { checkChain } from "../../src/eventlog/chain/hash-chain.ts";
import { EMPTY_HEAD } from "../../src/eventlog/envelope.ts";
import { ConcurrencyError } from "../../src/eventlog/errors.ts";
import type { EventLog, JournalRange } from "../../src/eventlog/event-log.ts";
import { accepted, at, expecting, positionsOf, RECORDED_AT, refused, stream } from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/** What can be read back: ranges, the journal, the chain. */
export function describeReading(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });

  describe("reads a range, both ends included", () => {
    beforeEach(async () => {
      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["a", "b", "c"]));
      await log.append(accepted("c3", ["a"]));
    });

    it.each([
      { range: {}, positions: [1, 2, 3, 4, 5], what: "everything" },
      { range: { from: at(0) }, positions: [1, 2, 3, 4, 5], what: "from before the first" },
      { range: { from: at(2) }, positions: [2, 3, 4, 5], what: "from the start of a commit" },
      { range: { from: at(3) }, positions: [3, 4, 5], what: "from inside a commit" },
      { range: { to: at(3) }, positions: [1, 2, 3], what: "up to inside a commit" },
      { range: { from: at(3), to: at(3) }, positions: [3], what: "one event of a commit" },
      { range: { from: at(2), to: at(4) }, positions: [2, 3, 4], what: "exactly a commit" },
      { range: { from: at(5), to: at(99) }, positions: [5], what: "past the head" },
      { range: { from: at(6) }, positions: [], what: "beyond the head" },
      { range: { to: at(0) }, positions: [], what: "before the first" },
      { range: { from: at(4), to: at(3) }, positions: [], what: "nothing, backwards" },
    ])("$what", async ({ range, positions }) => {
      expect(positionsOf(await log.read(range))).toEqual(positions);
      expect(positionsOf(await log.read({ ...range, direction: "backwards" }))).toEqual(
        positions.toReversed(),
      );
    });

    const backwards = { direction: "backwards" } as const;
    it.each([
      { range: { limit: 2 }, positions: [1, 2], what: "the oldest two" },
      { range: { limit: 2, ...backwards }, positions: [5, 4], what: "the newest two" },
      { range: { from: at(2), limit: 2 }, positions: [2, 3], what: "two from a position on" },
      {
        range: { to: at(3), limit: 2, ...backwards },
        positions: [3, 2],
        what: "two down from one",
      },
      { range: { from: at(4), limit: 9 }, positions: [4, 5], what: "fewer than asked for" },
      { range: { from: at(4), limit: 9, ...backwards }, positions: [5, 4], what: "the same, down" },
      { range: { from: at(3), to: at(4), limit: 1 }, positions: [3], what: "one of a range" },
      { range: { limit: 0 }, positions: [], what: "none" },
      { range: { limit: 0, ...backwards }, positions: [], what: "none, down" },
    ])("at most so many: $what", async ({ range, positions }) => {
      expect(positionsOf(await log.read(range))).toEqual(positions);
    });
  });

  describe("reads only the events of a filter", () => {
    const typed = (id: string, name: string, type: string) => {
      const attempt = accepted(id, [name]);
      return { ...attempt, events: [{ ...attempt.events[0], type }] as const };
    };
    beforeEach(async () => {
      await log.append(typed("c1", "order-1", "Placed"));
      await log.append(typed("c2", "order-2", "Placed"));
      await log.append(typed("c3", "order-1", "Shipped"));
      await log.append(typed("c4", "client-1", "Registered"));
      await log.append(typed("c5", "order-2", "Cancelled"));
    });

    const backwards = { direction: "backwards" } as const;
    it.each([
      { what: "of a type", filter: { types: ["Placed"] }, positions: [1, 2] },
      { what: "of two types", filter: { types: ["Shipped", "Cancelled"] }, positions: [3, 5] },
      { what: "of a type that nothing has", filter: { types: ["Lost"] }, positions: [] },
      { what: "of no type at all", filter: { types: [] }, positions: [] },
      { what: "of a stream", filter: { streams: [stream("order-1")] }, positions: [1, 3] },
      {
        what: "of two streams, in order",
        filter: { streams: [stream("order-2"), stream("order-1")] },
        positions: [1, 2, 3, 5],
      },
      { what: "of a prefix", filter: { streamPrefix: "order-" }, positions: [1, 2, 3, 5] },
      {
        what: "of a prefix and a type",
        filter: { streamPrefix: "order-", types: ["Placed", "Registered"] },
        positions: [1, 2],
      },
      {
        what: "of a stream that the prefix leaves out",
        filter: { streamPrefix: "client-", streams: [stream("order-1")] },
        positions: [],
      },
      { what: "of anything", filter: {}, positions: [1, 2, 3, 4, 5] },
      { what: "in a range", filter: { types: ["Placed"] }, range: { from: at(2) }, positions: [2] },
      {
        what: "up to a position",
        filter: { streamPrefix: "order-" },
        range: { to: at(2) },
        positions: [1, 2],
      },
      {
        what: "at most so many of them",
        filter: { streamPrefix: "order-" },
        range: { limit: 3 },
        positions: [1, 2, 3],
      },
      {
        what: "the newest of them",
        filter: { streamPrefix: "order-" },
        range: { limit: 2, ...backwards },
        positions: [5, 3],
      },
    ])("$what", async ({ filter, range, positions }) => {
      expect(positionsOf(await log.read({ ...range, filter }))).toEqual(positions);
    });

    it("also those that came after the first such reading", async () => {
      const filter = { types: ["Placed"] };
      expect(positionsOf(await log.read({ filter }))).toEqual([1, 2]);
      await log.append(typed("c6", "order-3", "Placed"));
      const both = await Promise.all([log.read({ filter }), log.read({ filter })]);
      expect(both.map(positionsOf)).toEqual([
        [1, 2, 6],
        [1, 2, 6],
      ]);
    });

    it("wherever in a long log they stand", async () => {
      for (let index = 0; index < 60; index += 1)
        await log.append(accepted(`f${index}`, ["filler"]));
      await log.append(typed("last", "order-1", "Reopened"));
      expect(positionsOf(await log.read({ filter: { streams: [stream("order-1")] } }))).toEqual([
        1, 3, 66,
      ]);
    });

    it("and knows the version of any stream", async () => {
      expect(await log.versionOf(stream("order-1"))).toBe(2);
      expect(await log.versionOf(stream("client-1"))).toBe(1);
      expect(await log.versionOf(stream("nobody"))).toBe(0);
    });
  });

  it("reads a whole beginning of the log at any moment while it is written", async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const writing = Promise.all(ids.map((id) => log.append(accepted(id, ["a", "b"]))));
    const seen: number[][] = [];
    for (let reads = 0; reads < 40; reads += 1) seen.push(positionsOf(await log.read()));
    await writing;
    seen.push(positionsOf(await log.read()));

    for (const positions of seen) {
      expect(positions).toEqual(positions.map((_, index) => index + 1));
      expect(positions.length % 2).toBe(0);
    }
    const lengths = seen.map((positions) => positions.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths.at(-1)).toBe(80);
  });

  describe("keeps its events to itself", () => {
    it("whatever a writer does with what it handed in", async () => {
      const data: { note: string } = { note: "first" };
      const attempt = accepted("c1", ["a"]);
      await log.append({ ...attempt, events: [{ ...attempt.events[0], data }] });

      data.note = "changed";

      expect((await log.read())[0]?.data).toEqual({ note: "first" });
      expect(await log.verify()).toMatchObject({ ok: true });
    });

    it("whatever a reader does with what it got", async () => {
      await log.append(accepted("c1", ["a"]));
      const [event] = await log.read();
      try {
        Object.assign(event ?? {}, { type: "Changed" });
        Object.assign(event?.data ?? {}, { note: "changed" });
      } catch {
        // A log may refuse the change, or let it pass without effect.
      }

      expect((await log.read())[0]).toMatchObject({ type: "Noted", data: { note: "a" } });
      expect(await log.verify()).toMatchObject({ ok: true });
    });
  });

  describe("verifies itself", () => {
    it("event by event, up to its head, and tells how far it has come", async () => {
      for (const id of ["c1", "c2", "c3"]) await log.append(accepted(id, ["a", "b"]));
      const progress: (readonly number[])[] = [];

      const check = await log.verify({ onProgress: (...told) => progress.push(told) });

      expect(check).toEqual({ ok: true, head: await log.head() });
      expect(progress.at(-1)).toEqual([6, 6]);
    });

    it("as sound when it is empty", async () => {
      expect(await log.verify()).toEqual({ ok: true, head: EMPTY_HEAD });
    });

    it("unless it is broken off", async () => {
      await log.append(accepted("c1", ["a"]));
      const reason = new Error("enough");
      expect(await caught(log.verify({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    });

    it("while it goes on being written", async () => {
      for (const id of ["c1", "c2", "c3"]) await log.append(accepted(id, ["a"]));
      const [check] = await Promise.all([
        log.verify(),
        ...["d1", "d2", "d3"].map((id) => log.append(accepted(id, ["a", id]))),
      ]);
      expect(check).toMatchObject({ ok: true });
    });
  });

  it("weaves accepted and refused commands into one journal, in order", async () => {
    const lost = accepted("lost", ["a"], [expecting("a", 9)]);
    await log.refuse(refused("r1"));
    await log.append(accepted("c1", ["a", "b"]));
    await log.refuse(refused("r2"));
    await log.refuse(refused("r3"));
    expect(await caught(log.append(lost))).toBeInstanceOf(ConcurrencyError);
    await log.append(accepted("c2", ["a"]));
    await log.refuse(refused("r4"));

    const journal = await log.journal();

    expect(journal).toMatchObject([
      { commandId: "r1", outcome: "refused", after: 0, refusal: { code: "not-today" } },
      { commandId: "c1", outcome: "accepted", positions: [1, 2] },
      { commandId: "r2", outcome: "refused", after: 2 },
      { commandId: "r3", outcome: "refused", after: 2 },
      { commandId: "c2", outcome: "accepted", positions: [3] },
      { commandId: "r4", outcome: "refused", after: 3 },
    ]);
    for (const { commandId: id, command, recordedAt } of journal) {
      expect(command).toMatchObject({ id, type: "Note", payload: { id } });
      expect(recordedAt).toBe(RECORDED_AT);
    }

    const ids = async (range: JournalRange) =>
      (await log.journal(range)).map(({ commandId: id }) => id);
    expect(await ids({ outcome: "refused" })).toEqual(["r1", "r2", "r3", "r4"]);
    expect(await ids({ outcome: "refused", from: at(2), to: at(2) })).toEqual(["r2", "r3"]);
    expect(await ids({ to: at(1) })).toEqual(["r1", "c1"]);
    expect(await ids({ from: at(2), to: at(3) })).toEqual(["r2", "r3", "c2", "r4"]);
    expect(await ids({ from: at(3) })).toEqual(["c2", "r4"]);
    expect(await ids({ from: at(4) })).toEqual([]);
  });

  describe("chains every event to the one before", () => {
    it("verifies, and its head is the last event", async () => {
      await log.append(accepted("c1", ["a", "b"]));
      await log.append(accepted("c2", ["a"]));

      const head = await log.head();
      const events = await log.read();
      expect(checkChain(events)).toEqual({ ok: true, head });
      expect(head).toEqual({ position: 3, hash: events.at(-1)?.hash });
    });

    it("gives two logs the same fingerprint exactly when they hold the same", async () => {
      const twin = await openLog();
      await log.append(accepted("c1", ["a"]));
      await twin.append(accepted("c1", ["a"]));
      expect(await twin.head()).toEqual(await log.head());

      await log.append(accepted("c2", ["a"]));
      await twin.append(accepted("c3", ["a"]));
      expect((await twin.head()).hash).not.toBe((await log.head()).hash);
    });
  });
}
