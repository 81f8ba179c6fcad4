import { beforeEach, describe, expect, it, vi } from "vitest";
import { checkChain } from "../../src/eventlog/chain/hash-chain.ts";
import { CommandIdReusedError, ConcurrencyError, StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import {
  accepted,
  at,
  commandId,
  expecting,
  observe,
  placesOf,
  positionsOf,
  refused,
  tampered,
} from "./attempts.ts";
import { caught } from "./caught.ts";
import { type LogUnderTest, type MakeLog, prepareLogs } from "./log-under-test.ts";

const FIFTY = Array.from({ length: 50 }, (_, index) => index + 1);

/** What adapters promise besides, whose log outlives the tab and is shared by several. */
export function describeSharedLogContract(name: string, makeLog: MakeLog): void {
  describe(`the shared event log contract, ${name}`, () => {
    const logs = prepareLogs(makeLog);
    let book: LogUnderTest;
    let tab: EventLog;
    beforeEach(async () => {
      book = logs.makeLog();
      tab = await book.open();
    });

    describe("in two tabs", () => {
      let otherTab: EventLog;
      beforeEach(async () => {
        otherTab = await book.open();
      });

      it("gives fifty appends of each positions 1 to 100 and keeps each tab's own order", async () => {
        const race = (log: EventLog, prefix: string) =>
          FIFTY.map((index) => log.append(accepted(`${prefix}${index}`, ["a", prefix])));
        await Promise.all([...race(tab, "x"), ...race(otherTab, "y")]);
        await book.settle?.();

        const events = await tab.read();
        const commands = events
          .filter((event) => event.stream === "a")
          .map((event) => event.meta.commandId);
        expect(positionsOf(events)).toEqual(events.map((_, index) => index + 1));
        expect(events).toHaveLength(200);
        expect(commands.filter((id) => id.startsWith("x"))).toEqual(FIFTY.map((i) => `x${i}`));
        expect(commands.filter((id) => id.startsWith("y"))).toEqual(FIFTY.map((i) => `y${i}`));
        expect(checkChain(events)).toEqual({ ok: true, head: await otherTab.head() });
      });

      it("lets one of two win a version", async () => {
        const rivals = [
          tab.append(accepted("x", ["a"], [expecting("a", 0)])),
          otherTab.append(accepted("y", ["a"], [expecting("a", 0)])),
        ];
        const [first, second] = await Promise.allSettled(rivals);

        expect([first?.status, second?.status].sort()).toEqual(["fulfilled", "rejected"]);
        const lost = [first, second].find((answer) => answer?.status === "rejected");
        expect(lost?.status === "rejected" && lost.reason).toBeInstanceOf(ConcurrencyError);
        await book.settle?.();
        expect(placesOf(await tab.read())).toEqual(["a@1"]);
      });

      it("answers a command of the other tab as the first time", async () => {
        const attempt = accepted("c1", ["a"]);
        const first = await tab.append(attempt);
        await tab.refuse(refused("r1"));

        expect(await otherTab.append(attempt)).toEqual({ ...first, repeated: true });
        expect(await otherTab.refuse(refused("r1"))).toMatchObject({ repeated: true });
        const error = await caught(otherTab.append(tampered(attempt)));
        expect(error).toBeInstanceOf(CommandIdReusedError);
        expect(await observe(otherTab)).toEqual(await observe(tab));
      });

      it("tells the other tab's listeners how far the log reaches", async () => {
        const told: number[] = [];
        otherTab.onAppend((upTo) => told.push(upTo));

        await tab.append(accepted("c1", ["a", "b"]));
        await tab.append(accepted("c2", ["a"]));

        await vi.waitFor(() => expect(told).toEqual([2, 3]), { timeout: 30_000 });
        expect(positionsOf(await otherTab.read())).toEqual([1, 2, 3]);
      });

      it("tells the other tab's listeners of a refusal, and of nothing appended", async () => {
        const refusals = vi.fn();
        const appends = vi.fn();
        otherTab.onRefusal(refusals);
        otherTab.onAppend(appends);

        await tab.refuse(refused("r1"));

        await vi.waitFor(() => expect(refusals).toHaveBeenCalledOnce(), { timeout: 30_000 });
        expect(appends).not.toHaveBeenCalled();
      });
    });

    it("lets four writers race: every round one wins each version, and nothing is lost", async () => {
      const writers = [tab, ...(await Promise.all([1, 2, 3].map(() => book.open())))];
      const ROUNDS = 25;
      for (let round = 0; round < ROUNDS; round += 1) {
        const attempts = writers.map((log, writer) =>
          log.append(
            accepted(`w${writer}r${round}`, ["a", `own-${writer}`], [expecting("a", round)]),
          ),
        );
        const answers = await Promise.allSettled(attempts);

        const lost = answers.flatMap((answer) =>
          answer.status === "rejected" ? [answer.reason] : [],
        );
        expect(lost).toHaveLength(writers.length - 1);
        for (const error of lost) {
          expect(error).toBeInstanceOf(ConcurrencyError);
          expect(error).toMatchObject({ stream: "a", expected: round, actual: round + 1 });
        }
      }

      await book.settle?.();
      const events = await tab.read();
      expect(positionsOf(events)).toEqual(
        Array.from({ length: 2 * ROUNDS }, (_, index) => index + 1),
      );
      expect(placesOf(events.filter(({ stream }) => stream === "a"))).toEqual(
        Array.from({ length: ROUNDS }, (_, index) => `a@${index + 1}`),
      );
      for (const log of writers) expect(await log.verify()).toMatchObject({ ok: true });
    });

    describe("after it was closed", () => {
      it("still holds all that was acknowledged, and goes on", async () => {
        const first = await tab.append(accepted("c1", ["a", "b"], [expecting("a", 0)]));
        await tab.refuse(refused("r1"));
        const before = await observe(tab);
        tab.close();

        const reopened = await book.open();

        expect(await observe(reopened)).toEqual(before);
        expect(await reopened.find(commandId("c1"))).toEqual({ ...first, repeated: true });
        expect(await reopened.find(commandId("r1"))).toMatchObject({ accepted: false });
        await reopened.append(accepted("c2", ["a"], [expecting("a", 1)]));
        expect(placesOf(await reopened.read({ from: at(3) }))).toEqual(["a@2"]);
      });

      it("finishes an append that was under way", async () => {
        const appending = tab.append(accepted("c1", ["a"]));
        tab.close();

        expect(await appending).toMatchObject({ accepted: true, repeated: false });
        expect(positionsOf(await (await book.open()).read())).toEqual([1]);
      });

      it.each([
        { call: "head", make: (log: EventLog) => log.head() },
        { call: "read", make: (log: EventLog) => log.read() },
        { call: "journal", make: (log: EventLog) => log.journal() },
        { call: "find", make: (log: EventLog) => log.find(commandId("c1")) },
        { call: "append", make: (log: EventLog) => log.append(accepted("c1", ["a"])) },
        { call: "refuse", make: (log: EventLog) => log.refuse(refused("c1")) },
        { call: "replicate", make: (log: EventLog) => log.replicate([]) },
        { call: "verify", make: (log: EventLog) => log.verify() },
      ])("answers $call with a storage error that says what is safe", async ({ make }) => {
        tab.close();

        const error = await caught(make(tab));

        expect(error).toBeInstanceOf(StorageError);
        expect(error).toMatchObject({ code: "storage", problem: "closed" });
      });
    });
  });
}
