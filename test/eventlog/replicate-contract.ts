import { beforeEach, describe, expect, it } from "vitest";
import { type CommandId, EMPTY_HEAD, type RecordedEvent } from "../../src/eventlog/envelope.ts";
import { CommandIdReusedError, ReplicationError } from "../../src/eventlog/errors.ts";
import type { EventLog, Outcome } from "../../src/eventlog/event-log.ts";
import type { CommandRecord, Commit, Remembered } from "../../src/eventlog/records.ts";
import type { WholeRun } from "../../src/eventlog/replication/replica-batch.ts";
import {
  accepted,
  at,
  expecting,
  observe,
  placesOf,
  RECORDED_AT,
  refused,
  stream,
  tampered,
  version,
} from "./attempts.ts";
import { caught } from "./caught.ts";
import { forge } from "./forge.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

type FourEvents = readonly [RecordedEvent, RecordedEvent, RecordedEvent, RecordedEvent];
type Change = (events: FourEvents) => readonly RecordedEvent[];

/** Taking over what another replica recorded. */
export function describeReplicating(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });

  describe("takes over all that another replica keeps", () => {
    let replica: EventLog;
    beforeEach(async () => {
      replica = await openLog();
      await log.refuse(refused("r1"));
      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["a", "b"]));
      await log.refuse(refused("r2"));
      await log.append(accepted("c3", ["b"]));
    });

    it("or not at all, and knows afterwards what stood there before", async () => {
      // given a log that appends while a replication into it fails
      await replica.append(accepted("own", ["a"]));
      let appending: Promise<Outcome> | undefined;
      const failing = (async function* (): AsyncGenerator<never> {
        appending = replica.append(accepted("meanwhile", ["b"]));
        await new Promise((resolve) => setTimeout(resolve, 20));
        yield await Promise.reject(new Error("broken off"));
      })();
      await expect(replica.replicate(failing)).rejects.toThrow("broken off");
      expect(await appending).toMatchObject({ accepted: true });

      // then a command from before is still known, and so is the version of its stream
      expect(await replica.append(accepted("own", ["a"]))).toMatchObject({ repeated: true });
      expect(await replica.versionOf(stream("a"))).toBe(1);
      expect(await replica.read()).toHaveLength(2);
    });

    it("with the records of its commands, and what it refused between them", async () => {
      await replica.replicate([await wholeRun(log)]);

      expect(await observe(replica)).toEqual(await observe(log));
      expect(await replica.verify()).toMatchObject({ ok: true });
      expect(await replica.refuse(refused("r2"))).toMatchObject({ repeated: true });
      const reused = await caught(replica.append(tampered(accepted("c2", ["a", "b"]))));
      expect(reused).toBeInstanceOf(CommandIdReusedError);
    });

    it("also behind bare events, and piece by piece", async () => {
      const { records } = await wholeRun(log);
      await replica.replicate([await log.read({ to: at(1) }), { records: records.slice(2, 3) }]);
      for (const record of records.slice(3)) await replica.replicate([{ records: [record] }]);

      expect(await replica.read()).toEqual(await log.read());
      expect(await replica.journal()).toMatchObject([
        { commandId: "c1", outcome: "accepted" },
        { commandId: "c2", command: { type: "Note" } },
        { commandId: "r2", outcome: "refused", after: 3 },
        { commandId: "c3", command: { type: "Note" } },
      ]);
    });

    it("but a refused command keeps the answer it has here", async () => {
      await replica.refuse(refused("r1", "another-reason"));
      await replica.replicate([await wholeRun(log)]);

      const journal = await replica.journal({ outcome: "refused" });
      expect(journal).toMatchObject([
        { commandId: "r1", refusal: { code: "another-reason" } },
        { commandId: "r2", refusal: { code: "not-today" } },
      ]);
      expect(await replica.verify()).toMatchObject({ ok: true });
    });

    it("and tells its listeners of both", async () => {
      const told: unknown[] = [];
      replica.onAppend((upTo) => told.push(upTo));
      replica.onRefusal(() => told.push("refused"));
      await replica.replicate([await wholeRun(log)]);
      expect(told).toEqual(expect.arrayContaining([4, "refused"]));

      told.length = 0;
      await replica.replicate([{ records: [] }]);
      expect(told).toEqual([]);
    });

    it("or nothing of it where one hash is wrong", async () => {
      const { records } = await wholeRun(log);
      const last = records.at(-1) as Commit;
      const [event] = last.events;
      const wrong: Commit = { ...last, events: [{ ...event, data: { note: "changed" } }] };

      const error = await caught(
        replica.replicate([{ records: [...records.slice(0, -1), wrong] }]),
      );

      expect(error).toMatchObject({ code: "replication", position: 4 });
      expect(await observe(replica)).toEqual({ head: EMPTY_HEAD, events: [], journal: [] });
    });
  });

  describe("takes over what another replica recorded", () => {
    let replica: EventLog;

    beforeEach(async () => {
      replica = await openLog();
      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["a", "b"]));
      await log.append(accepted("c3", ["b"]));
    });

    it("as a whole, and then its tail", async () => {
      expect(await replica.replicate([await log.read({ to: at(3) })])).toMatchObject({
        position: 3,
      });
      const head = await replica.replicate([await log.read({ from: at(4) })]);

      expect(head).toEqual(await log.head());
      expect(await replica.read()).toEqual(await log.read());
    });

    it("even cut inside a command, whose first answer then stands for ever", async () => {
      await replica.replicate([await log.read({ to: at(2) })]);
      await replica.replicate([await log.read({ from: at(3) })]);

      expect(await replica.head()).toEqual(await log.head());
      const answer = await replica.find("c2" as CommandId);
      expect(answer?.accepted && placesOf(answer.events)).toEqual(["a@2"]);
    });

    it("and goes on from there", async () => {
      await replica.replicate([await log.read()]);
      await replica.append(accepted("c4", ["a", "b"], [expecting("a", 2), expecting("b", 2)]));

      expect(placesOf(await replica.read({ from: at(5) }))).toEqual(["a@3", "b@3"]);
    });

    it("and knows its commands, though not their content", async () => {
      await replica.replicate([await log.read()]);

      expect(await replica.journal()).toEqual([
        { commandId: "c1", outcome: "accepted", positions: [1], recordedAt: RECORDED_AT },
        { commandId: "c2", outcome: "accepted", positions: [2, 3], recordedAt: RECORDED_AT },
        { commandId: "c3", outcome: "accepted", positions: [4], recordedAt: RECORDED_AT },
      ]);
      expect(await replica.append(accepted("c2", ["a", "b"]))).toEqual({
        accepted: true,
        repeated: true,
        events: await log.read({ from: at(2), to: at(3) }),
      });
    });

    it("and does nothing when there is nothing", async () => {
      const before = await observe(log);
      expect(await log.replicate([])).toEqual(before.head);
      expect(await observe(log)).toEqual(before);
    });

    it("batch by batch, one inside a command too", async () => {
      const events = await log.read();

      const head = await replica.replicate(events.map((event) => [event]));

      expect(head).toEqual(await log.head());
      expect(await replica.read()).toEqual(events);
      expect(await replica.journal()).toMatchObject([
        { commandId: "c1", positions: [1] },
        { commandId: "c2", positions: [2, 3] },
        { commandId: "c3", positions: [4] },
      ]);
      expect(await replica.verify()).toEqual({ ok: true, head });
    });

    it("from a source that takes its time, with other appends before or after", async () => {
      const events = await log.read();
      async function* slowly() {
        for (const event of events) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield [event];
        }
      }
      const replicating = replica.replicate(slowly());
      const appending = replicating.then(() => replica.append(accepted("own", ["a"])));

      expect(await replicating).toEqual(await log.head());
      expect(await appending).toMatchObject({ accepted: true });
      expect(await replica.verify()).toMatchObject({ ok: true, head: { position: 5 } });
    });

    it("or not at all when the source breaks off, with the source's own words", async () => {
      const events = await log.read();
      const reason = new DOMException("The person has had enough.", "AbortError");
      function* brokenOff() {
        yield events.slice(0, 2);
        throw reason;
      }

      expect(await caught(replica.replicate(brokenOff()))).toBe(reason);
      expect(await observe(replica)).toEqual({ head: EMPTY_HEAD, events: [], journal: [] });
    });

    it("or not at all when a later batch does not fit", async () => {
      const [one, two, three] = await fourEvents(log);

      const error = await caught(replica.replicate([[one, two], [{ ...three, hash: one.hash }]]));

      expect(error).toBeInstanceOf(ReplicationError);
      expect(error).toMatchObject({ position: 3 });
      expect(await observe(replica)).toEqual({ head: EMPTY_HEAD, events: [], journal: [] });
    });

    it("but refuses a command that comes back in a later batch", async () => {
      const [one, two] = await fourEvents(log);
      const again = { ...two, position: at(3), stream: stream("z"), version: version(1) };
      const forged = forge([one, two, { ...again, meta: one.meta }]);

      const error = await caught(replica.replicate(forged.map((event) => [event])));

      expect(error).toBeInstanceOf(ReplicationError);
      expect(error).toMatchObject({ reason: "command c1 stands there a second time" });
      expect((await observe(replica)).head).toEqual(EMPTY_HEAD);
    });

    const noPlace = { reason: "its hash does not match its content" };
    it.each([
      {
        what: "a gap",
        change: ([one, , three, four]) => [one, three, four],
        error: { position: 2, reason: "position 2 was due, but 3 stands there" },
      },
      {
        what: "a tail without its beginning",
        change: (events) => events.slice(2),
        error: { position: 1, reason: "position 1 was due, but 3 stands there" },
      },
      {
        what: "changed content",
        change: ([one, two, ...more]) => [one, { ...two, data: { note: "changed" } }, ...more],
        error: { position: 2, ...noPlace },
      },
      {
        what: "a wrong hash",
        change: ([one, two, three, four]) => [one, two, { ...three, hash: two.hash }, four],
        error: { position: 3, ...noPlace },
      },
      {
        what: "a field that no file has a place for",
        change: ([one, two, ...more]) => [one, { ...two, note: "kept by nobody" }, ...more],
        error: { position: 2, reason: "it cannot stand in a log (note: no such field)" },
      },
      {
        what: "such a field beside its times and ids",
        change: ([one, two, ...more]) => [
          one,
          { ...two, meta: { ...two.meta, requestId: "r" } },
          ...more,
        ],
        error: { position: 2, reason: "it cannot stand in a log (requestId: no such field)" },
      },
    ] satisfies { what: string; change: Change; error: object }[])(
      "but refuses $what and writes nothing",
      async ({ change, error }) => {
        const events = change(await fourEvents(log));
        const thrown = await caught(replica.replicate([events]));

        expect(thrown).toBeInstanceOf(ReplicationError);
        expect(thrown).toMatchObject({ code: "replication", ...error });
        expect(await observe(replica)).toEqual({ head: EMPTY_HEAD, events: [], journal: [] });
      },
    );

    it("but refuses what does not continue its own head", async () => {
      await replica.append(accepted("own", ["a"]));
      const before = await observe(replica);

      const error = await caught(replica.replicate([await log.read({ from: at(2) })]));

      expect(error).toBeInstanceOf(ReplicationError);
      expect(error).toMatchObject({ position: 2, ...noPlace });
      expect(await observe(replica)).toEqual(before);
    });

    it("but refuses a wrong stream version, even where every hash is right", async () => {
      const [event] = await fourEvents(log);
      const forged = forge([{ ...event, version: version(2) }]);

      const error = await caught(replica.replicate([forged]));

      expect(error).toBeInstanceOf(ReplicationError);
      expect(error).toMatchObject({
        position: 1,
        reason: "version 1 of its stream was due, but 2 stands there",
      });
      expect((await observe(replica)).head).toEqual(EMPTY_HEAD);
    });

    it("but refuses a command that comes back after another one", async () => {
      const [one, two] = await fourEvents(log);
      const again = { ...two, position: at(3), stream: stream("z"), version: version(1) };
      const forged = forge([one, two, { ...again, meta: one.meta }]);

      const error = await caught(replica.replicate([forged]));

      expect(error).toBeInstanceOf(ReplicationError);
      expect(error).toMatchObject({
        position: 3,
        reason: "command c1 stands there a second time",
      });
      expect((await observe(replica)).head).toEqual(EMPTY_HEAD);
    });
  });
}

/** All that a log keeps, in order. */
async function wholeRun(log: EventLog): Promise<WholeRun> {
  const [journal, events] = [await log.journal(), await log.read()];
  const records = journal.map((entry): Remembered => {
    const command = entry.command as CommandRecord;
    if (entry.outcome === "refused") {
      const { after, recordedAt, refusal } = entry;
      return { command, after, recordedAt, refusal };
    }
    const own = entry.positions.map((position) => events[position - 1] as RecordedEvent);
    return { command, events: own as [RecordedEvent, ...RecordedEvent[]] };
  });
  return { records };
}

async function fourEvents(log: EventLog): Promise<FourEvents> {
  const [one, two, three, four] = await log.read();
  if (!one || !two || !three || !four) throw new Error("Four events were due.");
  return [one, two, three, four];
}
