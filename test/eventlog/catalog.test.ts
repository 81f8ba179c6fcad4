import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type BookCatalog,
  type BookEntry,
  databaseOf,
} from "../../src/application/books/book-catalog.ts";
import { openIndexedDbCatalog } from "../../src/application/books/indexeddb-catalog.ts";
import { createMemoryCatalog } from "../../src/application/books/memory-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { SharedAddress } from "../../src/eventlog/replication/server-address.ts";
import { at } from "./attempts.ts";
import { caught } from "./caught.ts";

function entry(id: string, createdAt: number, openedAt = createdAt): BookEntry {
  const times = { createdAt: createdAt as EpochMs, openedAt: openedAt as EpochMs };
  return { id: id as BookId, name: `Book ${id}`, ...times };
}

const A = entry("a", 1, 9);
const B = entry("b", 2, 5);

const ADDRESS: SharedAddress = {
  ...{ servers: ["wss://books.example.org"], name: "ours" },
  credentials: { kind: "password", user: "ada", password: "old" },
};

describe.each<{ kind: string; open: () => Promise<BookCatalog> }>([
  { kind: "in IndexedDB", open: openIndexedDbCatalog },
  { kind: "in memory", open: async () => createMemoryCatalog() },
])("a catalog of books, $kind", ({ open }) => {
  let catalog: BookCatalog;
  beforeEach(async () => {
    catalog = await open();
  });
  afterEach(async () => {
    for (const { id } of await catalog.list()) await catalog.remove(id);
  });

  it("lists books in order of creation, and finds each", async () => {
    expect(await catalog.list()).toEqual([]);
    await catalog.add(A);
    await catalog.add(B);
    expect(await catalog.list()).toEqual([A, B]);
    expect(await catalog.find(B.id)).toEqual(B);
    expect(await catalog.find("nobody" as BookId)).toBeUndefined();
  });

  it("opens the book that was opened last, or makes a first one", async () => {
    expect(await catalog.openLast(B)).toEqual(B);
    await catalog.add(A);
    expect(await catalog.openLast(entry("c", 3, 99))).toEqual(A);
    expect(await catalog.list()).toEqual([A, B]);

    await catalog.touch(B.id, 10 as EpochMs);
    expect(await catalog.openLast(entry("c", 3))).toEqual({ ...B, openedAt: 10 });
  });

  it("renames and removes one book and no other", async () => {
    await catalog.add(A);
    await catalog.add(B);
    await catalog.rename(A.id, "The shop");
    await catalog.remove(B.id);
    expect(await catalog.list()).toEqual([{ ...A, name: "The shop" }]);
  });

  it("remembers how a book was looked after, one thing beside the other", async () => {
    await catalog.add(A);
    await catalog.noteCare(A.id, { backup: { at: 3 as EpochMs, position: at(7) } });
    await catalog.noteCare(A.id, { remindAfter: 4 as EpochMs });
    expect(await catalog.find(A.id)).toEqual({
      ...A,
      care: { backup: { at: 3, position: 7 }, remindAfter: 4 },
    });
  });

  it("remembers where a branch began, whatever else is noted about it", async () => {
    const branch = { ...B, branchOf: { book: A.id, at: at(7) } };
    await catalog.add(A);
    await catalog.add(branch);
    await catalog.rename(B.id, "What if");
    await catalog.noteCare(B.id, { remindAfter: 4 as EpochMs });
    await catalog.touch(B.id, 11 as EpochMs);
    expect(await catalog.find(B.id)).toMatchObject({
      ...{ name: "What if", openedAt: 11, branchOf: { book: "a", at: 7 } },
    });
    expect(await catalog.find(A.id)).not.toHaveProperty("branchOf");
  });

  it("keeps another password for a shared book, and what is begun with it", async () => {
    // Given a shared book that is leaving, and one that has left
    await catalog.add(A, ADDRESS);
    await catalog.intend(A.id, { kind: "leaving" });
    await catalog.add(B, ADDRESS);
    await catalog.share(B.id, undefined);

    // When somebody signs in to both with another password
    const credentials = { kind: "password", user: "grace", password: "new" } as const;
    for (const { id } of [A, B]) await catalog.changeSecret(id, { ...ADDRESS, credentials });

    // Then it is that of the first, which goes on leaving; the other stays alone
    expect(await catalog.find(A.id)).toMatchObject({
      ...{ shared: { credentials: { user: "grace" } }, intention: { kind: "leaving" } },
    });
    expect(await catalog.find(B.id)).not.toHaveProperty("shared");
  });

  it("changes nothing about a book that is not there", async () => {
    await catalog.rename("nobody" as BookId, "x");
    await catalog.touch("nobody" as BookId, 1 as EpochMs);
    await catalog.noteCare("nobody" as BookId, {});
    expect(await catalog.list()).toEqual([]);
  });
});

describe("a catalog in IndexedDB", () => {
  it("opens what a release kept that knew no branches, and adds one beside it", async () => {
    // Given a registry as the first release made it
    const older = await openDB("hindsight-books", 1, {
      upgrade: (created) => {
        created.createObjectStore("books", { keyPath: "id" });
      },
    });
    await older.put("books", A);
    older.close();

    // When this release opens it
    const catalog = await openIndexedDbCatalog();
    const branch = { ...B, branchOf: { book: A.id, at: at(1) } };
    await catalog.add(branch);

    // Then the old book is as it was, and the branch stands beside it
    expect(await catalog.list()).toEqual([A, branch]);
    for (const { id } of await catalog.list()) await catalog.remove(id);
  });

  it("is the same for every tab, and two at once get one first book", async () => {
    const [one, other] = await Promise.all([openIndexedDbCatalog(), openIndexedDbCatalog()]);
    const opened = await Promise.all([one.openLast(A), other.openLast(B)]);
    expect(opened[0]).toEqual(opened[1]);
    expect(await other.list()).toHaveLength(1);
    await one.remove(opened[0].id);
  });

  it("deletes a book's log with the book", async () => {
    const catalog = await openIndexedDbCatalog();
    await catalog.add(A);
    (await openDB(databaseOf(A.id), 1)).close();
    expect(databaseOf(A.id)).toBe("hindsight-book-a");

    await catalog.remove(A.id);

    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain("hindsight-book-a");
    await deleteDB("hindsight-book-a");
  });

  it("says that there is no storage where the browser refuses it", async () => {
    const refused = new DOMException("The operation is insecure.", "SecurityError");
    vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
      throw refused;
    });
    const error = await caught(openIndexedDbCatalog());
    vi.restoreAllMocks();
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({
      problem: "absent",
      message: "This browser refused to open its storage for Hindsight.",
      cause: refused,
    });
  });
});
