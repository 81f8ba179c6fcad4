import { type BookCatalog, databaseOf } from "../../application/books/book-catalog.ts";
import type { BookId } from "../../domain/ids.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { takeBackIndexedDbLog } from "../../eventlog/indexeddb/detach-replica.ts";

/**
 * Hands a book's log over to a shared one, which `move` brings it to; takes it back where that
 * throws. No other tab does either meanwhile.
 * @param openReplica opens the log as a replica, after which no other connection writes to it.
 */
export async function handOver(
  id: BookId,
  openReplica: (id: BookId) => Promise<EventLog>,
  move: () => Promise<void>,
): Promise<void> {
  await withoutOthers(id, async () => {
    (await openReplica(id)).close();
    try {
      await move();
    } catch (error) {
      await takeBackIndexedDbLog(databaseOf(id));
      throw error;
    }
  });
}

/**
 * Takes a log back that was handed over though its book is not shared: its sharing was broken off,
 * or it has left.
 * @returns whether it is a log of this browser alone now.
 */
export async function takeBackWhereAlone(id: BookId, catalog: BookCatalog): Promise<boolean> {
  return withoutOthers(id, async () => {
    if ((await catalog.find(id))?.shared) return false;
    await takeBackIndexedDbLog(databaseOf(id));
    return true;
  });
}

// Resolves when `work` does: the lock is held that long.
function withoutOthers<Result>(id: BookId, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(`hindsight:hand-over:${id}`, work) as Promise<Result>;
}
