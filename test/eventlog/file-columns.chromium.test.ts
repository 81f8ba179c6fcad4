import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { databaseOf } from "../../src/application/books/book-catalog.ts";
import { openIndexedDbCatalog } from "../../src/application/books/indexeddb-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { KeptColumn } from "../../src/eventlog/columns/column-set.ts";
import type { ColumnStore } from "../../src/eventlog/columns/column-store.ts";
import {
  openFileColumns,
  removeFileColumns,
} from "../../src/eventlog/columns/opfs-column-store.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import { someColumns, trimmed } from "./derived-columns.ts";

const BOOK = "00000000-0000-4000-8000-0000000000c0" as BookId;
const NAME = databaseOf(BOOK);

describe("columns in the origin's private file system", () => {
  let store: ColumnStore;
  beforeEach(async () => {
    store = await openFileColumns(NAME);
  });
  afterEach(() => removeFileColumns(NAME));

  it("are nothing at first, and then what was kept last", async () => {
    expect(await store.load()).toBeUndefined();
    await store.save(someColumns(12));
    await store.save(someColumns(16));
    expect(trimmed(await store.load())).toEqual(someColumns(16));
    expect(trimmed(await (await openFileColumns(NAME)).load())).toEqual(someColumns(16));
  });

  it("stay as they were when others are kept halfway", async () => {
    await store.save(someColumns(12));
    let looks = 0;
    const failing = {
      length: 1,
      get values() {
        looks += 1;
        if (looks > 2) throw new Error("The page is gone.");
        return Uint8Array.of(1);
      },
    } as KeptColumn;
    const { columns, ...rest } = someColumns(16);
    const halfway = store.save({ ...rest, columns: { ...columns, failing } });
    await expect(halfway).rejects.toThrow(StorageError);
    expect(trimmed(await store.load())).toEqual(someColumns(12));
  });

  it("go with their book", async () => {
    await store.save(someColumns(12));
    await (await openIndexedDbCatalog()).remove(BOOK);
    expect(await store.load()).toBeUndefined();
  });
});
