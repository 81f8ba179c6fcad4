import { type BookCatalog, type BookId, databaseOf } from "./eventlog/book-catalog.ts";
import type { CheckpointStore } from "./eventlog/checkpoint.ts";
import type { ColumnStore } from "./eventlog/column-store.ts";
import type { EpochMs, Head } from "./eventlog/envelope.ts";
import { isStorageError } from "./eventlog/errors.ts";
import type { EventLog, OnLost } from "./eventlog/event-log.ts";
import { openFileColumns } from "./eventlog/file-columns.ts";
import { openIndexedDbCatalog } from "./eventlog/indexeddb-catalog.ts";
import { openIndexedDbCheckpoints } from "./eventlog/indexeddb-checkpoints.ts";
import { openIndexedDbLog } from "./eventlog/indexeddb-log.ts";
import type { Keeping } from "./store/book-store.ts";

/** Where books are kept: in the browser's storage, or in this page where the browser offers none. */
export interface Device {
  readonly keeping: Keeping;
  readonly catalog: BookCatalog;
  openLog(id: BookId, onLost: OnLost): Promise<EventLog>;
  openCheckpoints(id: BookId): Promise<CheckpointStore>;
  openColumns(id: BookId): Promise<ColumnStore>;
  /** Whether a book that was closed under us still reaches as far as was known. */
  stillHolds(id: BookId, known: Head): Promise<boolean>;
}

/** What opening needs from outside. */
export interface DeviceOptions {
  now(): EpochMs;
  /** Called when a book has to wait until a tab with an older version of the app is closed. */
  onBlocked(): void;
}

/** Finds out where books can be kept. @throws StorageError when there is a storage that does not work. */
export async function openDevice({ now, onBlocked }: DeviceOptions): Promise<Device> {
  try {
    const catalog = await openIndexedDbCatalog();
    return {
      keeping: "device",
      catalog,
      openLog: (id, onLost) => openIndexedDbLog({ name: databaseOf(id), now, onLost, onBlocked }),
      openCheckpoints: (id) => openIndexedDbCheckpoints(databaseOf(id)),
      openColumns: (id) => openFileColumns(databaseOf(id)),
      stillHolds: (id, known) => reachesStill(known, databaseOf(id), now),
    };
  } catch (error) {
    if (!isStorageError(error) || error.problem !== "absent") throw error;
    const { openMemoryDevice } = await import("./memory-device.ts");
    return openMemoryDevice(now);
  }
}

// A browser that closes a storage may have cleared it: what is there now tells. While it clears, it lets nobody in.
async function reachesStill(
  { position }: Head,
  name: string,
  now: () => EpochMs,
): Promise<boolean> {
  for (let tries = 0; tries < 10; tries += 1) {
    try {
      const log = await openIndexedDbLog({ name, now });
      const head = await log.head();
      log.close();
      return head.position >= position;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  return true; // Nothing can be told, so nothing is said to be gone.
}
