import {
  type BookCatalog,
  type BookEntry,
  databaseOf,
  outboxOf,
  type StoredBook,
} from "../application/books/book-catalog.ts";
import { booksStored, openIndexedDbCatalog } from "../application/books/indexeddb-catalog.ts";
import type { Keeping } from "../application/store/book-store.ts";
import type { BookId } from "../domain/ids.ts";
import type { ColumnStore } from "../eventlog/columns/column-store.ts";
import { openFileColumns } from "../eventlog/columns/opfs-column-store.ts";
import type { CheckpointStore } from "../eventlog/consumers/checkpoint.ts";
import type { EpochMs, Head } from "../eventlog/envelope.ts";
import { isSharedLogError, isStorageError, type StorageError } from "../eventlog/errors.ts";
import type { EventLog, OnLost } from "../eventlog/event-log.ts";
import { openIndexedDbLog } from "../eventlog/indexeddb/indexeddb-log.ts";
import { toStorageError } from "../eventlog/indexeddb/transaction.ts";
import type { Outbox } from "../eventlog/replication/outbox.ts";

/**
 * Where books are kept: in the browser's storage, or in this page where the browser offers none.
 * Pages and workers open books through it alone.
 */
export interface Device {
  readonly keeping: Keeping;
  readonly catalog: BookCatalog;
  /**
   * Why the stored registry cannot be read, where that is so: the catalog then lists what databases
   * there are, and nothing that it is told lasts.
   */
  readonly registryFault?: StorageError;
  /**
   * Opens a book's log. Whatever would write to it throws a SharedLogError once it is the replica
   * of a shared one.
   */
  openLog(id: BookId, onLost?: OnLost): Promise<EventLog>;
  /** Opens the replica of a shared log, for the writer of what the shared log decided. */
  openReplica(id: BookId, onLost?: OnLost): Promise<EventLog>;
  openOutbox(id: BookId): Promise<Outbox>;
  /**
   * Has `move` bring a book's log to a shared one without other writers; a log that could not
   * be moved is as it was. What is being written when this is called stands in the log before
   * `move` begins.
   */
  handOver(id: BookId, move: () => Promise<void>): Promise<void>;
  openCheckpoints(id: BookId): Promise<CheckpointStore>;
  openColumns(id: BookId): Promise<ColumnStore>;
  /** Whether a book that was closed under us still reaches as far as was known. */
  stillHolds(id: BookId, known: Head): Promise<boolean>;
}

/** What opening needs from outside. */
export interface DeviceOptions {
  now(): EpochMs;
  /** Called when a book has to wait until a tab with an older version of the app is closed. */
  onBlocked?(): void;
  /**
   * Makes entries for books, where the registry cannot be read; when left out, nothing is opened
   * then.
   */
  entriesOf?(
    books: readonly StoredBook[],
    openLog: (id: BookId) => Promise<EventLog>,
    now: () => EpochMs,
  ): Promise<BookEntry[]>;
}

/**
 * Opens the browser's storage.
 * @throws StorageError when there is none (`absent`), or one that does not work.
 */
export async function openStoredDevice(options: DeviceOptions): Promise<Device> {
  const { now, onBlocked } = options;
  const openAs = (as: "own" | "replica") => (id: BookId, onLost?: OnLost) =>
    openIndexedDbLog({
      ...{ name: databaseOf(id), now, as },
      ...(onLost && { onLost }),
      ...(onBlocked && { onBlocked }),
    });
  const { catalog, registryFault } = await openRegistry(openAs("own"), options);
  return {
    keeping: "device",
    catalog,
    ...(registryFault && { registryFault }),
    // Where the registry cannot be read, whether a log is shared is not known.
    openLog: async (id, onLost) => {
      const log = await openAs("own")(id, onLost);
      return registryFault ? log : freedWhereAlone(log, id, catalog);
    },
    openReplica: openAs("replica"),
    async openOutbox(id) {
      const { openIndexedDbOutbox } = await import("../eventlog/indexeddb/indexeddb-outbox.ts");
      return openIndexedDbOutbox(outboxOf(id));
    },
    async handOver(id, move) {
      const { handOver } = await import("./startup/hand-over-log.ts");
      return handOver(id, openAs("replica"), move);
    },
    async openCheckpoints(id) {
      const { openIndexedDbCheckpoints } = await import(
        "../eventlog/indexeddb/indexeddb-checkpoints.ts"
      );
      return openIndexedDbCheckpoints(databaseOf(id));
    },
    openColumns: (id) => openFileColumns(databaseOf(id)),
    async stillHolds(id, known) {
      const { stillHolds } = await import("./startup/storage-probe.ts");
      return stillHolds(() => openAs("own")(id), known);
    },
  };
}

// Books can be looked at and exported also where the list of them cannot be read.
async function openRegistry(
  openLog: Device["openLog"],
  { now, entriesOf }: DeviceOptions,
): Promise<Pick<Device, "catalog" | "registryFault">> {
  try {
    const catalog = await openIndexedDbCatalog();
    await catalog.list();
    return { catalog };
  } catch (error) {
    const registryFault = toStorageError(error);
    if (!isStorageError(registryFault) || registryFault.problem === "absent") throw registryFault;
    const stored = await booksStored();
    if (stored.length === 0 || !entriesOf) throw registryFault;
    const { createMemoryCatalog } = await import("../application/books/memory-catalog.ts");
    return { catalog: createMemoryCatalog(await entriesOf(stored, openLog, now)), registryFault };
  }
}

/** Finds out where books can be kept. @throws StorageError when there is a storage that does not work. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  try {
    return await openStoredDevice(options);
  } catch (error) {
    if (!isStorageError(error) || error.problem !== "absent") throw error;
    const { openMemoryDevice } = await import("./memory-storage.ts");
    return openMemoryDevice(options.now);
  }
}

// A sharing that was broken off leaves a marked log that is shared with no server.
function freedWhereAlone(log: EventLog, id: BookId, catalog: BookCatalog): EventLog {
  const freed =
    <Given, Result>(write: (given: Given) => Promise<Result>) =>
    async (given: Given): Promise<Result> => {
      try {
        return await write(given);
      } catch (error) {
        if (!isSharedLogError(error)) throw error;
        const { takeBackWhereAlone } = await import("./startup/hand-over-log.ts");
        if (!(await takeBackWhereAlone(id, catalog))) throw error;
        return write(given);
      }
    };
  return {
    ...log,
    append: freed(log.append),
    refuse: freed(log.refuse),
    replicate: freed(log.replicate),
  };
}
