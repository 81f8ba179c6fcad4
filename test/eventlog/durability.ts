import { deleteDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { accepted, RECORDED_AT, refused } from "./attempts.ts";

/** What an acknowledgement of an IndexedDB log stands on. */
export function describeDurability(name: string): void {
  describe(`an acknowledgement, ${name}`, () => {
    let database: string;
    let log: EventLog;
    beforeEach(async () => {
      database = `hindsight-test-${crypto.randomUUID()}`;
      log = await openIndexedDbLog({ name: database, now: () => RECORDED_AT });
    });
    afterEach(async () => {
      vi.restoreAllMocks();
      log.close();
      await deleteDB(database);
    });

    const source = async () => {
      const other = await openIndexedDbLog({ name: `${database}-2`, now: () => RECORDED_AT });
      await other.append(accepted("s1", ["a"]));
      const events = await other.read();
      other.close();
      await deleteDB(`${database}-2`);
      return events;
    };

    it.each([
      { what: "an append", write: () => log.append(accepted("c1", ["a", "b"])) },
      { what: "a refusal", write: () => log.refuse(refused("r1")) },
      { what: "a replication", write: async () => log.replicate([await source()]) },
    ])("of $what comes after the `complete` of one strict transaction", async ({ write }) => {
      const steps: string[] = [];
      const original = IDBDatabase.prototype.transaction;
      vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
        this: IDBDatabase,
        stores,
        mode,
        options,
      ) {
        const tx = original.call(this, stores, mode, options);
        if (mode === "readwrite" && this.name === database) {
          steps.push(`begin ${options?.durability}`);
          tx.addEventListener("complete", () => steps.push("complete"));
        }
        return tx;
      });

      await write();
      steps.push("acknowledged");

      expect(steps).toEqual(["begin strict", "complete", "acknowledged"]);
    });

    it("never changes or removes an event: commits are only ever added", async () => {
      const touched: string[] = [];
      for (const method of ["put", "delete", "clear", "add"] as const) {
        const original = IDBObjectStore.prototype[method] as (...parts: unknown[]) => unknown;
        const spy = function (this: IDBObjectStore, ...parts: unknown[]) {
          if (this.name === "commits") touched.push(method);
          return original.apply(this, parts);
        };
        vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(spy as never);
      }

      await log.append(accepted("c1", ["a"]));
      await log.append(accepted("c2", ["a", "b"]));
      await log.append(accepted("c2", ["a", "b"]));
      await log.refuse(refused("r1"));
      await log.verify();

      expect(touched).toEqual(["add", "add"]);
    });
  });
}
