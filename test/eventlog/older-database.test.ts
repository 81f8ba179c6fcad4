import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { expect, it } from "vitest";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { accepted, RECORDED_AT } from "./attempts.ts";

it("opens the database of the release that kept columns in it, and lets go of them", async () => {
  // Given a database as version 4 made it
  const name = `hindsight-test-${crypto.randomUUID()}`;
  const older = await openDB(name, 4, {
    upgrade(created) {
      created.createObjectStore("refusals", { autoIncrement: true });
      const others = ["checkpoints", "commits", "head", "pages", "proofs", "answers", "columns"];
      for (const store of others) created.createObjectStore(store);
    },
  });
  older.close();

  // When this release opens it
  const log = await openIndexedDbLog({ name, now: () => RECORDED_AT });

  // Then it works as ever, and the columns are gone
  await log.append(accepted("c1", ["a", "s1"]));
  expect((await log.read()).length).toBeGreaterThan(0);
  log.close();
  const newer = await openDB(name);
  expect([...newer.objectStoreNames]).not.toContain("columns");
  newer.close();
  await deleteDB(name);
});
