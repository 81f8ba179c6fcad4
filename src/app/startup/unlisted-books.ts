import type { BookEntry, StoredBook } from "../../application/books/book-catalog.ts";
import type { Trouble } from "../../application/store/read-only-reason.ts";
import { type EpochMs, type Position, START } from "../../eventlog/envelope.ts";
import type { StorageError } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { formatDay } from "../../ui/i18n/format.ts";
import { rooms } from "../../ui/i18n/screen-texts.ts";

/**
 * Entries for books that are not in the registry, named after what their logs tell. A book that was
 * shared comes as one of this browser alone, once what waited to be sent stands in it: where its
 * others are is lost.
 */
export function entriesOf(
  books: readonly StoredBook[],
  openLog: (id: StoredBook["id"]) => Promise<EventLog>,
  now: () => EpochMs,
): Promise<BookEntry[]> {
  return Promise.all(
    books.map(async ({ id, hasOutbox }) => ({
      id,
      ...(await look(() => openLog(id), now())),
      ...(hasOutbox && { intention: { kind: "leaving" } as const }),
    })),
  );
}

type Looked = Pick<BookEntry, "name" | "createdAt" | "openedAt">;

// A log that cannot be read is still a book: opening it says why.
async function look(open: () => Promise<EventLog>, now: EpochMs): Promise<Looked> {
  const unread = { name: rooms.rescue.foundUnread, createdAt: now, openedAt: 0 as EpochMs };
  const log = await open().catch(() => undefined);
  if (!log) return unread;
  try {
    const { position } = await log.head();
    if (position === START) return { ...unread, name: rooms.rescue.foundEmpty };
    const at = (place: Position) => log.read({ from: place, to: place });
    const [[first], [last]] = await Promise.all([at(1 as Position), at(position)]);
    if (!first || !last) return unread;
    const { recordedAt } = last.meta;
    const name = rooms.rescue.foundName(formatDay(recordedAt), position);
    return { name, createdAt: first.meta.recordedAt, openedAt: recordedAt };
  } catch {
    return unread;
  } finally {
    log.close();
  }
}

/**
 * The list of the books cannot be read: whether the book is shared is not known, so nobody may
 * write to it.
 */
export function unlisted(fault: StorageError, lastGood: Position): Trouble {
  const message = `${fault.message} The books themselves are here, under names of their own, and can be looked at and exported. Nothing can be changed until the list can be read again. Close the browser and open it again.`;
  return { kind: "failed", lastGood, message };
}
