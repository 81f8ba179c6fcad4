import { beforeEach, describe, expect, it } from "vitest";
import { createRepository, type Decider } from "../../src/eventlog/consumers/repository.ts";
import {
  CommandIdReusedError,
  ConcurrencyError,
  isValidationError,
  RejectionError,
} from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import type { CommandRecord } from "../../src/eventlog/records.ts";
import { accepted, OCCURRED_AT, observe, placesOf, stream } from "./attempts.ts";
import { caught, caughtNow } from "./caught.ts";
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
  const { openLog, makeLog: makeOne } = prepareLogs(makeLog);
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

    it("and takes forty at once, of one repository or of many, on one stream", async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `c${index}`);
      const one = open();
      await Promise.all(
        ids.map((id, index) => (index % 2 ? one : open()).handle(PURSE, 1, record(id))),
      );
      expect(await open().load(PURSE)).toMatchObject({ state: 40, version: 40 });
      expect((await log.read()).map(({ meta }) => meta.commandId)).toEqual(ids);
    });

    it("and takes forty at once also where another handle on the log writes as well", async () => {
      const book = makeOne();
      const [here, there] = [await book.open(), await book.open()];
      const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
      await Promise.all(
        [here, there].flatMap((handle, tab) => {
          const purses = createRepository(handle, purse, () => OCCURRED_AT);
          return ids.map((id) => purses.handle(PURSE, 1, record(`${tab}-${id}`)));
        }),
      );
      await book.settle?.();
      expect(await createRepository(here, purse, () => OCCURRED_AT).load(PURSE)).toMatchObject({
        state: 40,
        version: 40,
      });
    });

    it("and goes on with those who wait when one of them is refused or fails", async () => {
      const broken = { ...record("c3"), digest: undefined } as unknown as CommandRecord;
      const answers = await Promise.allSettled([
        open().handle(PURSE, 5, record("c1")),
        open().handle(PURSE, -9, record("c2")),
        open().handle(PURSE, 1, broken),
        open().handle(PURSE, -5, record("c4")),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([
        "fulfilled",
        "rejected",
        "rejected",
        "fulfilled",
      ]);
      expect(await open().load(PURSE)).toMatchObject({ state: 0, version: 2 });
    });

    it("and refuses the id of an accepted command for one of other content", async () => {
      await open().handle(PURSE, 5, record("c1"));
      const before = await observe(log);
      const other = { ...record("c1"), digest: record("other").digest };
      const loaded = await open().load(PURSE);
      const moved = [{ type: "Moved", schemaVersion: 1, data: { amount: 1 } }];
      for (const again of [
        () => open().handle(PURSE, 7, other),
        () => open().save(loaded, moved, other),
        // The same content, on a stream where it never happened.
        () => open().handle(stream("purse-2"), 5, record("c1")),
        () => open().save({ ...loaded, stream: stream("purse-2") }, moved, record("c1")),
      ]) {
        const error = await caught(again());
        expect(error).toBeInstanceOf(CommandIdReusedError);
        expect(error).toMatchObject({ commandId: "c1" });
      }
      expect(await observe(log)).toEqual(before);
    });

    it("and refuses the id of a refused command, with its reason or as another's", async () => {
      await caught(open().handle(PURSE, -6, record("c1")));
      const before = await observe(log);
      const loaded = await open().load(PURSE);
      const moved = [{ type: "Moved", schemaVersion: 1, data: { amount: 1 } }];
      expect(await caught(open().save(loaded, moved, record("c1")))).toMatchObject({
        code: "insufficient-funds",
      });
      const other = { ...record("c1"), digest: record("other").digest };
      expect(await caught(open().handle(PURSE, 7, other))).toBeInstanceOf(CommandIdReusedError);
      expect(await observe(log)).toEqual(before);
    });

    it.each([
      { what: "no decider", decider: undefined },
      { what: "a decider that cannot evolve", decider: { ...purse, evolve: undefined } },
      { what: "a decider that cannot decide", decider: { ...purse, decide: "yes" } },
    ])("but not with $what", ({ decider }) => {
      const make = () =>
        createRepository(log, decider as unknown as typeof purse, () => OCCURRED_AT);
      expect(caughtNow(make)).toMatchObject({
        code: "validation",
        message: expect.stringContaining("decider."),
      });
    });

    it.each([
      { what: "nothing", decide: () => undefined },
      { what: "a promise", decide: async () => [] },
      { what: "one event in no list", decide: () => ({ type: "Moved", data: {} }) },
      { what: "an event of no shape", decide: () => [null] },
      {
        what: "an event with a Date",
        decide: () => [{ type: "Moved", schemaVersion: 1, data: { at: new Date(0) } }],
      },
    ])("and says so where a decider answers with $what", async ({ decide }) => {
      const decider = { ...purse, decide } as unknown as typeof purse;
      const purses = createRepository(log, decider, () => OCCURRED_AT);
      const error = await caught(purses.handle(PURSE, 1, record("c1")));
      expect(isValidationError(error)).toBe(true);
      expect(await log.journal()).toEqual([]);
      expect(await open().handle(PURSE, 1, record("c1"))).toMatchObject({ state: 1 });
    });

    it.each([
      { what: "nothing", evolve: () => undefined },
      { what: "a promise", evolve: async () => 1 },
    ])("and says so where a decider evolves to $what, and writes nothing", async ({ evolve }) => {
      const decider = { ...purse, evolve } as unknown as typeof purse;
      await open().handle(PURSE, 1, record("c1"));
      const purses = createRepository(log, decider, () => OCCURRED_AT);
      expect(await caught(purses.handle(PURSE, 1, record("c2")))).toMatchObject({
        path: "decider.evolve",
      });
      expect(await log.journal()).toHaveLength(1);
    });

    it("but not in what is no log, and saves nothing that was not loaded", async () => {
      const make = () => createRepository({} as EventLog, purse, () => OCCURRED_AT);
      expect(caughtNow(make)).toMatchObject({ path: "log.append" });
      const nothing = undefined as unknown as Parameters<ReturnType<typeof open>["save"]>[0];
      expect(await caught(open().save(nothing, [], record("c1")))).toMatchObject({
        path: "loaded.stream",
      });
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
      expect(others).toBe(256);
    });
  });
}
