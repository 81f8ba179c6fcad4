import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import {
  type BookCatalog,
  type BookEntry,
  type BookId,
  databaseOf,
  outboxOf,
  withShared,
} from "./book-catalog.ts";
import { StorageError } from "./errors.ts";
import { removeFileColumns } from "./file-columns.ts";

interface CatalogSchema extends DBSchema {
  books: { key: BookId; value: BookEntry };
}

const DATABASE = "hindsight-books";

/**
 * Opens the registry of books kept in IndexedDB.
 * @throws StorageError when the browser offers no storage, as in some private windows.
 */
export async function openIndexedDbCatalog(): Promise<BookCatalog> {
  const database = await openCatalog().catch((cause) => {
    const message = "This browser refused to open its storage for Hindsight.";
    throw new StorageError(message, { cause, problem: "absent" });
  });

  return {
    list: async () => (await database.getAll("books")).sort((a, b) => a.createdAt - b.createdAt),
    find: (id) => database.get("books", id),
    openLast: (fresh) => openLast(database, fresh),
    async add(entry) {
      const tx = writing(database);
      await Promise.all([tx.store.put(entry), tx.done]);
    },
    rename: (id, name) => change(database, id, (entry) => ({ ...entry, name })),
    touch: (id, openedAt) => change(database, id, (entry) => ({ ...entry, openedAt })),
    noteCare: (id, care) =>
      change(database, id, (entry) => ({ ...entry, care: { ...entry.care, ...care } })),
    share: (id, shared) => change(database, id, (entry) => withShared(entry, shared)),
    async remove(id) {
      await removeFileColumns(databaseOf(id));
      await deleteDB(outboxOf(id));
      await deleteDB(databaseOf(id));
      const tx = writing(database);
      await Promise.all([tx.store.delete(id), tx.done]);
    },
  };
}

// Async, so that a browser without IndexedDB rejects like one that refuses it.
async function openCatalog(): Promise<IDBPDatabase<CatalogSchema>> {
  return openDB<CatalogSchema>(DATABASE, 1, {
    upgrade: (created) => {
      created.createObjectStore("books", { keyPath: "id" });
    },
  });
}

// A book that is not listed is a book that is lost to the eye.
function writing(database: IDBPDatabase<CatalogSchema>) {
  return database.transaction("books", "readwrite", { durability: "strict" });
}

async function openLast(
  database: IDBPDatabase<CatalogSchema>,
  fresh: BookEntry,
): Promise<BookEntry> {
  const tx = writing(database);
  const books = await tx.store.getAll();
  const [last] = books.sort((a, b) => b.openedAt - a.openedAt);
  if (!last) await tx.store.put(fresh);
  await tx.done;
  return last ?? fresh;
}

async function change(
  database: IDBPDatabase<CatalogSchema>,
  id: BookId,
  changed: (entry: BookEntry) => BookEntry,
): Promise<void> {
  const tx = writing(database);
  const entry = await tx.store.get(id);
  if (entry) await tx.store.put(changed(entry));
  await tx.done;
}
