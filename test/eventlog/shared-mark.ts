import { deleteDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { takeBackIndexedDbLog } from "../../src/eventlog/indexeddb/detach-replica.ts";
import {
  type IndexedDbLogOptions,
  openIndexedDbLog,
} from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { accepted, at, RECORDED_AT, refused } from "./attempts.ts";

/** What an IndexedDB log takes once it is the replica of a shared one. */
export function describeSharedMark(where: string): void {
  describe(`a log that is the replica of a shared one, ${where}`, () => {
    let name: string;
    const opened: EventLog[] = [];
    const open = async (as?: IndexedDbLogOptions["as"]): Promise<EventLog> => {
      const log = await openIndexedDbLog({ name, now: () => RECORDED_AT, ...(as && { as }) });
      opened.push(log);
      return log;
    };
    const SHARED = { name: "SharedLogError", problem: "shared" };

    beforeEach(() => {
      name = `hindsight-test-${crypto.randomUUID()}`;
    });
    afterEach(async () => {
      for (const log of opened.splice(0)) log.close();
      await deleteDB(name);
    });

    it("takes nothing but from its replica, also through what was open before", async () => {
      const earlier = await open();
      await earlier.append(accepted("own", ["a"]));
      const replica = await open("replica");
      const later = await open();

      for (const log of [earlier, later]) {
        await expect(log.append(accepted("c", ["a"]))).rejects.toMatchObject(SHARED);
        await expect(log.refuse(refused("r"))).rejects.toMatchObject(SHARED);
        await expect(log.replicate([])).rejects.toMatchObject(SHARED);
      }
      await replica.append(accepted("decided", ["a"]));
      await replica.refuse(refused("declined"));

      const ids = (await earlier.journal()).map(({ commandId }) => commandId);
      expect(ids).toEqual(["own", "decided", "declined"]);
      expect(await later.verify()).toMatchObject({ ok: true, head: { position: 2 } });
    });

    it("has what was being written at that moment, and asks nothing of what comes after", async () => {
      const other = await openIndexedDbLog({ name: `${name}-other`, now: () => RECORDED_AT });
      await other.append(accepted("first", ["a"]));
      const events = await other.read();
      other.close();
      await deleteDB(`${name}-other`);
      const here = await open();
      let goOn = (): void => {};
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      let begin = (): void => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const importing = here.replicate(
        (async function* () {
          begin();
          await held;
          yield events;
        })(),
      );

      await begun;
      const marking = open("replica");
      const isMarked = await Promise.race([marking, new Promise((wake) => setTimeout(wake, 50))]);
      goOn();
      const replica = await marking;

      expect(isMarked).toBeUndefined();
      expect((await importing).position).toBe(at(1));
      expect((await replica.head()).position).toBe(at(1));
      let asked = false;
      const late = (async function* () {
        asked = true;
        yield [];
      })();
      await expect(here.replicate(late)).rejects.toMatchObject(SHARED);
      expect(asked).toBe(false);
    });

    it("is a log like others once it was taken back", async () => {
      const here = await open();
      (await open("replica")).close();
      await expect(here.append(accepted("c", ["a"]))).rejects.toMatchObject(SHARED);

      await takeBackIndexedDbLog(name);

      expect(await here.append(accepted("c", ["a"]))).toMatchObject({ accepted: true });
    });
  });
}
