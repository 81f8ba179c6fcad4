import { beforeEach, describe, expect, it } from "vitest";
import { CommandIdReusedError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import type { JournalRecord } from "../../src/eventlog/journal-run.ts";
import { recordsOf } from "../../src/eventlog/replication/commit-reader.ts";
import { accepted, at, observe, refused, tampered } from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/**
 * Taking over a journal for events that are there, which a log of this device does and a shared one
 * does not.
 */
export function describeJournalRuns(name: string, makeLog: MakeLog): void {
  describe(`taking over the journal of another replica, ${name}`, () => {
    const { openLog } = prepareLogs(makeLog);
    let log: EventLog;
    let replica: EventLog;
    beforeEach(async () => {
      log = await openLog();
      replica = await openLog();
      await log.refuse(refused("r1"));
      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["a", "b"]));
      await log.refuse(refused("r2"));
      await log.append(accepted("c3", ["b"]));
    });
    const journalOf = async (): Promise<JournalRecord[]> => recordsOf(await log.journal());
    const takeAll = { isNew: () => true };

    it("behind its events, in the same go or later, piece by piece", async () => {
      const journal = await journalOf();
      await replica.replicate([await log.read(), { journal, ...takeAll }]);
      expect(await observe(replica)).toEqual(await observe(log));
      expect(await replica.verify()).toMatchObject({ ok: true });

      const late = await openLog();
      await late.replicate([await log.read()]);
      // The later ones first: each finds its place.
      for (const record of journal.toReversed()) {
        await late.replicate([{ journal: [record], ...takeAll }]);
      }
      expect(await observe(late)).toEqual(await observe(log));
      await late.append(accepted("c4", ["a"]));
      expect(await late.verify()).toMatchObject({ ok: true, head: { position: 5 } });
    });

    it("and tells what it knows of each command, and its listeners of what is new", async () => {
      const journal = await journalOf();
      const known: unknown[] = [];
      const told: string[] = [];
      await replica.replicate([await log.read({ to: at(3) })]);
      replica.onRefusal(() => told.push("journal"));
      const look = { journal, isNew: (_: number, of: unknown) => known.push(of) > 0 };

      await replica.replicate([look]);
      await replica.replicate([look]);

      expect(known.slice(0, 5)).toEqual([undefined, { at: 1 }, { at: 2 }, undefined, undefined]);
      // An accepted command without its events is taken by no log.
      expect(known.slice(5)).toMatchObject([
        ...[{ after: 0 }, { at: 1, command: { id: "c1" } }, { at: 2, command: { id: "c2" } }],
        ...[{ after: 3 }, undefined],
      ]);
      expect(told).toEqual(["journal"]);
      const answer = await replica.append(tampered(accepted("c1", ["a"]))).catch((error) => error);
      expect(answer).toBeInstanceOf(CommandIdReusedError);
    });

    it("or nothing of it where one record is not to be", async () => {
      const before = await observe(replica);
      const reason = new Error("another story");
      const isNew = (index: number): boolean => {
        if (index === 3) throw reason;
        return true;
      };

      const journal = await journalOf();
      const error = await caught(replica.replicate([await log.read(), { journal, isNew }]));

      expect(error).toBe(reason);
      expect(await observe(replica)).toEqual(before);
    });
  });
}
