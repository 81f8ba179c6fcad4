import { deleteDB } from "idb";
import { describe, expect, it } from "vitest";
import { StorageError } from "../../src/eventlog/errors.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { accepted, RECORDED_AT } from "./attempts.ts";
import { caught } from "./caught.ts";

/** What an IndexedDB log does when its database is taken away. */
export function describeLosingStorage(name: string): void {
  describe(`losing the storage, ${name}`, () => {
    it("says so when another tab deletes the book, and does not bring it back", async () => {
      const database = `hindsight-test-${crypto.randomUUID()}`;
      const lost: string[] = [];
      const log = await openIndexedDbLog({
        name: database,
        now: () => RECORDED_AT,
        onLost: (reason) => lost.push(reason),
      });
      await log.append(accepted("c1", ["a"]));

      await deleteDB(database);

      expect(lost).toEqual(["deleted"]);
      expect(await caught(log.append(accepted("c2", ["a"])))).toBeInstanceOf(StorageError);
      expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(database);
      log.close();
    });
  });
}
