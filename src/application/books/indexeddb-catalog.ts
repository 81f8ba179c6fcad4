import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { BookId } from "../../domain/ids.ts";
import { removeFileColumns } from "../../eventlog/columns/opfs-column-store.ts";
import { StorageError } from "../../eventlog/errors.ts";
import type { KeptAddress, SharedAddress } from "../../eventlog/replication/server-address.ts";
import {
  type BookCatalog,
  type BookEntry,
  bookOf,
  databaseOf,
  outboxOf,
  type StoredBook,
  withIntention,
  withShared,
} from "./book-catalog.ts";

interface CatalogSchema extends DBSchema {
  books: { key: BookId; value: BookEntry };
}

const DATABASE = "hindsight-books";

/**
 * Opens the registry of books kept in IndexedDB. It is opened again where the browser closed it or
 * somebody deleted it: it is then without the books it listed.
 * @throws StorageError when the browser offers no storage (`absent`), as in some private windows,
 * and when its storage does not work.
 */
export async function openIndexedDbCatalog(): Promise<BookCatalog> {
  let opening: ReturnType<typeof openCatalog> | undefined;
  const open = (): ReturnType<typeof openCatalog> => {
    opening ??= openCatalog(() => {
      opening = undefined;
    });
    return opening;
  };
  const change = async (id: BookId, changed: (entry: BookEntry) => BookEntry): Promise<void> => {
    const tx = writing(await open());
    const entry = await tx.store.get(id);
    if (entry) await tx.store.put(changed(entry));
    await tx.done;
  };
  const list = async () => (await open()).getAll("books");
  await open();

  return {
    list: async () => (await list()).sort((a, b) => a.createdAt - b.createdAt),
    async unlisted() {
      const listed = new Set((await list()).map(({ id }) => id));
      return (await booksStored()).filter(({ id }) => !listed.has(id));
    },
    find: async (id) => (await open()).get("books", id),
    openLast: async (fresh) => openLast(await open(), fresh),
    async add(entry, shared) {
      const kept = shared && (await seal(entry.id, shared));
      const tx = writing(await open());
      await Promise.all([tx.store.put(kept ? withShared(entry, kept) : entry), tx.done]);
    },
    async takeBack(entry) {
      const tx = writing(await open());
      if (!(await tx.store.get(entry.id))) await tx.store.put(entry);
      await tx.done;
    },
    rename: (id, name) => change(id, (entry) => ({ ...entry, name })),
    touch: (id, openedAt) => change(id, (entry) => ({ ...entry, openedAt })),
    noteCare: (id, care) => change(id, (entry) => ({ ...entry, care: { ...entry.care, ...care } })),
    async intend(id, intention) {
      const kept =
        intention?.kind === "sharing"
          ? { ...intention, address: await seal(id, intention.address) }
          : intention;
      await change(id, (entry) => withIntention(entry, kept));
    },
    async share(id, shared) {
      const kept = shared && (await seal(id, shared));
      await change(id, (entry) => withShared(entry, kept));
    },
    changeSecret: async (...given) => (await loadSecrets()).changeSecret(...given, change),
    openSecret: async (id, address) => (await loadSecrets()).openSecret(id, address.credentials),
    async sealSecrets() {
      const books = (await list()).filter(({ shared, intention }) => shared ?? intention);
      if (books.length > 0) await (await loadSecrets()).sealAll(books, change);
    },
    async remove(id) {
      await removeFileColumns(databaseOf(id));
      await deleteDB(outboxOf(id));
      await deleteDB(databaseOf(id));
      const tx = writing(await open());
      await Promise.all([tx.store.delete(id), tx.done]);
    },
  };
}

/** What seals secrets, which few need and none at once. */
function loadSecrets() {
  return import("./indexeddb-secrets.ts");
}

async function seal(id: BookId, address: SharedAddress): Promise<KeptAddress> {
  return (await loadSecrets()).sealAddress(id, address);
}

/**
 * The books whose logs are in this browser, listed or not; none where the browser does not tell.
 */
export async function booksStored(): Promise<StoredBook[]> {
  // biome-ignore lint/style/noRestrictedGlobals: idb has nothing that lists databases
  const databases = (await indexedDB.databases?.()) ?? [];
  const names = new Set(databases.map(({ name = "" }) => name));
  return [...names].flatMap((name) => {
    const id = bookOf(name);
    return id ? [{ id, hasOutbox: names.has(outboxOf(id)) }] : [];
  });
}

async function openCatalog(onClosed: () => void): Promise<IDBPDatabase<CatalogSchema>> {
  try {
    const database = await openDB<CatalogSchema>(DATABASE, 1, {
      upgrade: (created) => {
        created.createObjectStore("books", { keyPath: "id" });
      },
      blocking() {
        database.close();
        onClosed();
      },
      terminated: onClosed,
    });
    return database;
  } catch (cause) {
    onClosed();
    const problem = isRefusal(cause) ? "absent" : "failed";
    throw new StorageError(SENTENCES[problem], { cause, problem });
  }
}

const SENTENCES = {
  absent: "This browser refused to open its storage for Hindsight.",
  failed: "The browser could not open its list of books.",
};

// Browsers say in these ways that a page may keep nothing; a browser without IndexedDB has no
// `indexedDB` to be asked.
const REFUSALS = ["SecurityError", "NotAllowedError", "InvalidStateError", "ReferenceError"];

function isRefusal(cause: unknown): boolean {
  return cause instanceof TypeError || (cause instanceof Error && REFUSALS.includes(cause.name));
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
