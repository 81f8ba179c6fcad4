import { beforeEach, describe, expect, it } from "vitest";
import { ConcurrencyError, RejectionError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createRepository, type Decider } from "../../src/eventlog/repository.ts";
import { accepted, OCCURRED_AT, placesOf, stream } from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/** A purse that never goes below nothing: the smallest aggregate with a rule. */
const purse: Decider<number, number> = {
  initialState: 0,
  evolve: (balance, { data }) => balance + Number(data["amount"]),
  decide: (amount, balance) =>
    balance + amount < 0
      ? { code: "insufficient-funds", message: `There is only ${balance} in it.` }
      : [{ type: "Moved", schemaVersion: 1, data: { amount } }],
};

const PURSE = stream("purse-1");
const record = (id: string) => accepted(id, ["x"]).command;

/** Aggregates over any log. */
export function describeRepository(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });
  const open = () => createRepository(log, purse, () => OCCURRED_AT);

  describe("keeps aggregates", () => {
    it("in their initial state until something happened", async () => {
      expect(await open().load(PURSE)).toEqual({ stream: PURSE, state: 0, version: 0 });
    });

    it("as a fold of their own events", async () => {
      await log.append(accepted("other", ["elsewhere"]));
      await open().handle(PURSE, 5, record("c1"));
      const saved = await open().handle(PURSE, -2, record("c2"));
      expect(saved).toEqual({ stream: PURSE, state: 3, version: 2 });
      expect(await open().load(PURSE)).toEqual(saved);
    });

    it("and saves nothing where nothing happened", async () => {
      const loaded = await open().load(PURSE);
      expect(await open().save(loaded, [], record("c1"))).toBe(loaded);
      expect(await log.journal()).toEqual([]);
    });

    it("and refuses by the rules, with the attempt in the journal, now and when asked again", async () => {
      await open().handle(PURSE, 5, record("c1"));
      for (const _ of ["first", "again"]) {
        const error = await caught(open().handle(PURSE, -6, record("c2")));
        expect(error).toBeInstanceOf(RejectionError);
        expect(error).toMatchObject({
          code: "insufficient-funds",
          message: "There is only 5 in it.",
        });
      }
      expect(await log.journal()).toMatchObject([
        { commandId: "c1", outcome: "accepted" },
        { commandId: "c2", outcome: "refused", refusal: { code: "insufficient-funds" } },
      ]);
    });

    it("and carries a command out once, however often it comes", async () => {
      const [first, again] = [
        await open().handle(PURSE, 5, record("c1")),
        await open().handle(PURSE, 5, record("c1")),
      ];
      expect(again).toEqual(first);
      const loaded = await open().load(PURSE);
      const moved = purse.decide(5, loaded.state);
      if ("code" in moved) throw new Error("This should be allowed.");
      expect(await open().save(loaded, moved, record("c1"))).toEqual(first);
    });

    it("and lets a save fail whose aggregate has moved since it was loaded", async () => {
      const loaded = await open().load(PURSE);
      await open().handle(PURSE, 5, record("c1"));
      const moved = purse.decide(1, loaded.state);
      if ("code" in moved) throw new Error("This should be allowed.");
      const error = await caught(open().save(loaded, moved, record("c2")));
      expect(error).toBeInstanceOf(ConcurrencyError);
      expect(error).toMatchObject({ stream: PURSE, expected: 0, actual: 1 });
    });

    it("and decides again where another writer was faster", async () => {
      const amounts = [1, 2, 3, 4, 5];
      await Promise.all(
        amounts.map((amount) => open().handle(PURSE, amount, record(`c${amount}`))),
      );
      expect(await open().load(PURSE)).toMatchObject({ state: 15, version: 5 });
      expect(placesOf(await log.read())).toEqual(amounts.map((_, index) => `purse-1@${index + 1}`));
    });

    it("and gives up where others are faster again and again", async () => {
      const { append } = log;
      let others = 0;
      log.append = async (attempt) => {
        others += 1;
        await append(accepted(`other${others}`, ["purse-1"]));
        return append(attempt);
      };
      const error = await caught(open().handle(PURSE, 1, record("c1")));
      expect(error).toBeInstanceOf(ConcurrencyError);
      expect(others).toBe(8);
    });
  });
}
