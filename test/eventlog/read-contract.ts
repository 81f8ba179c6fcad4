import { beforeEach, describe, expect, it } from "vitest";
import { ConcurrencyError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { checkChain } from "../../src/eventlog/hash-chain.ts";
import { accepted, at, expecting, positionsOf, RECORDED_AT, refused } from "./attempts.ts";
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
