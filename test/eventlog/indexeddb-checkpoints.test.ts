import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { expect, it } from "vitest";
import { openIndexedDbCheckpoints } from "../../src/eventlog/indexeddb/indexeddb-checkpoints.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { accepted, RECORDED_AT } from "./attempts.ts";

it("keeps checkpoints in the book's database, out of the way of the log", async () => {
  const name = `hindsight-test-${crypto.randomUUID()}`;
  const log = await openIndexedDbLog({ name, now: () => RECORDED_AT });
  const checkpoints = await openIndexedDbCheckpoints(name);

  await log.append(accepted("c1", ["a"]));
  expect(await checkpoints.load("counts")).toBeUndefined();
  await checkpoints.save("counts", { position: 1 });
  await checkpoints.save("counts", { position: 2 });
  await checkpoints.save("others", { position: 3 });
  checkpoints.close();

  const reopened = await openIndexedDbCheckpoints(name);
  expect(await reopened.load("counts")).toEqual({ position: 2 });
  expect(await reopened.load("others")).toEqual({ position: 3 });
  expect(await log.verify()).toMatchObject({ ok: true });
  reopened.close();
  log.close();
  await deleteDB(name);
});
