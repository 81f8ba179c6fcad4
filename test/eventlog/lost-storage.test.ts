import { forceCloseDatabase } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isHindsightError, isStorageError, StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { accepted, observe, RECORDED_AT } from "./attempts.ts";
import { caught } from "./caught.ts";

describe("a storage in trouble", () => {
  let name: string;
  let log: EventLog | undefined;
  let lost: string[];
  beforeEach(() => {
    name = `hindsight-test-${crypto.randomUUID()}`;
    lost = [];
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    log?.close();
    await deleteDB(name);
  });
  const open = async (onBlocked = () => {}): Promise<EventLog> => {
    const onLost = (reason: string) => lost.push(reason);
    log = await openIndexedDbLog({ name, now: () => RECORDED_AT, onLost, onBlocked });
    return log;
  };

  it("says that the browser closed it", async () => {
    const opened = vi.spyOn(IDBFactory.prototype, "open");
    const book = await open();
    const [connection] = opened.mock.results.map(({ value }) => value.result);

    forceCloseDatabase(connection);

    await vi.waitFor(() => expect(lost).toEqual(["closed"]), { timeout: 30_000 });
    expect(await caught(book.append(accepted("c1", ["a"])))).toMatchObject({ problem: "closed" });
  });

  it("gives way to a newer version of the app, and refuses to read what that wrote", async () => {
    const book = await open();
    await book.append(accepted("c1", ["a"]));

    (await openDB(name, 1_000)).close();

    expect(lost).toEqual(["upgraded"]);
    expect(await caught(book.append(accepted("c2", ["a"])))).toMatchObject({ problem: "closed" });
    const error = await caught(open());
    expect(error).toBeInstanceOf(StorageError);
    expect(isStorageError(error) && isHindsightError(error)).toBe(true);
    expect(error).toMatchObject({
      problem: "newer",
      message: "This book was written by a newer version of Hindsight.",
      advice: "Everything saved is safe. Reload the page to get the newer version.",
    });
  });

  it("waits for a tab that still holds an older version, and says so", async () => {
    const older = await openDB(name, 1, {
      upgrade(created) {
        for (const store of ["commits", "answers", "streams", "head"]) {
          created.createObjectStore(store);
        }
        created.createObjectStore("refusals", { autoIncrement: true });
      },
    });
    const blocked = vi.fn();

    const opening = open(blocked);
    await vi.waitFor(() => expect(blocked).toHaveBeenCalledOnce(), { timeout: 30_000 });
    older.close();

    const book = await opening;
    await book.append(accepted("c1", ["a"]));
    expect(await book.verify()).toMatchObject({ ok: true, head: { position: 1 } });
  });

  it.each([
    ["QuotaExceededError", "quota", "The browser has no room left for Hindsight."],
    ["UnknownError", "failed", "The browser's storage failed (UnknownError)."],
    ["AbortError", "aborted", "The browser broke off writing to its storage."],
  ])("tells %s as “%s”, and nothing was written", async (cause, problem, message) => {
    const book = await open();
    await book.append(accepted("c1", ["a"]));
    const before = await observe(book);
    const put = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementationOnce(() => {
      throw new DOMException("as the browser says it", cause);
    });

    const error = await caught(book.append(accepted("c2", ["a"])));

    expect(put).toHaveBeenCalled();
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ problem, message, cause: { name: cause } });
    expect(isStorageError(error) && error.advice).toMatch(/safe/);
    expect(await observe(book)).toEqual(before);
  });

  it("lets a mistake in the program pass as what it is", async () => {
    const book = await open();
    const mistake = new TypeError("x is not a function");
    vi.spyOn(IDBObjectStore.prototype, "add").mockImplementationOnce(() => {
      throw mistake;
    });
    expect(await caught(book.append(accepted("c1", ["a"])))).toBe(mistake);
    expect((await observe(book)).events).toEqual([]);
  });
});
