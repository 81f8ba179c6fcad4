import { beforeEach, describe, expect, it } from "vitest";
import { CommandIdReusedError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import {
  accepted,
  commandId,
  expecting,
  observe,
  placesOf,
  refused,
  tampered,
} from "./attempts.ts";
import { caught } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

/** Command ids: the first answer stands. */
export function describeRepeating(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });

  describe("answers a repeated command as the first time", () => {
    it("gives the same events and writes nothing", async () => {
      const attempt = accepted("c1", ["a", "b"], [expecting("a", 0)]);
      const first = await log.append(attempt);
      const before = await observe(log);

      const second = await log.append(attempt);

      expect(second).toEqual({ ...first, repeated: true });
      expect(await log.find(commandId("c1"))).toEqual(second);
      expect(await observe(log)).toEqual(before);
    });

    it("carries a command out once when it comes twice at the same time", async () => {
      const attempt = accepted("c1", ["a"], [expecting("a", 0)]);
      const [first, second] = await Promise.all([log.append(attempt), log.append(attempt)]);

      expect([first.repeated, second.repeated]).toEqual([false, true]);
      expect(placesOf(await log.read())).toEqual(["a@1"]);
    });

    it("refuses the id for another command", async () => {
      const attempt = accepted("c1", ["a"]);
      await log.append(attempt);
      const before = await observe(log);

      const error = await caught(log.append(tampered(attempt)));

      expect(error).toBeInstanceOf(CommandIdReusedError);
      expect(error).toMatchObject({ code: "command-id-reused", commandId: "c1" });
      expect(await observe(log)).toEqual(before);
    });

    it("remembers a refusal and repeats it, even where the command would now be accepted", async () => {
      const first = await log.refuse(refused("c1", "not-today"));
      const before = await observe(log);

      const refusal = { code: "not-today", message: "Refused: not-today." };
      const repeated = { accepted: false, repeated: true, refusal };
      expect(first).toEqual({ accepted: false, repeated: false, refusal });
      expect(await log.refuse(refused("c1", "another-reason"))).toEqual(repeated);
      expect(await log.append(accepted("c1", ["a"]))).toEqual(repeated);
      expect(await log.find(commandId("c1"))).toEqual(repeated);
      expect(await observe(log)).toEqual(before);
    });

    it("gives the first answer also to what was decided on old state", async () => {
      await log.refuse(refused("c1"));
      const taken = await log.append(accepted("c2", ["a"], [expecting("a", 0)]));
      const first = await log.find(commandId("c1"));

      expect(await log.append(accepted("c1", ["a"], [expecting("a", 0)]))).toEqual(first);
      expect(await log.append(accepted("c2", ["a"], [expecting("a", 0)]))).toEqual({
        ...taken,
        repeated: true,
      });
    });

    it("tells the fates of many commands at once, in the order they are asked for", async () => {
      await log.append(accepted("c1", ["a"]));
      await log.refuse(refused("c2"));
      await log.append(accepted("c3", ["a"]));

      const fates = await log.fates(["c3", "c0", "c2", "c1", "c3"].map(commandId));

      expect(fates).toEqual(["accepted", undefined, "refused", "accepted", "accepted"]);
      expect(await log.fates([])).toEqual([]);
    });

    it("answers with the events when an accepted command comes again as refused", async () => {
      const first = await log.append(accepted("c1", ["a"]));
      expect(await log.refuse(refused("c1"))).toEqual({ ...first, repeated: true });
    });

    it("refuses the id of a refused command for another command", async () => {
      await log.refuse(refused("c1"));

      const error = await caught(log.refuse(tampered(refused("c1"))));

      expect(error).toBeInstanceOf(CommandIdReusedError);
      expect(error).toMatchObject({ commandId: "c1" });
    });
  });
}
