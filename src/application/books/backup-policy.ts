import type { EpochMs, Position } from "../../eventlog/envelope.ts";
import type { BookEntry } from "./book-catalog.ts";

const DAY = 24 * 60 * 60 * 1_000;

/** Milliseconds for which a reminder that was put off stays away. */
export const REMIND_AGAIN = 3 * DAY;

/** Milliseconds after which a backup is old. */
const OLD = 3 * DAY;
/** Fewer events than these are typed again sooner than a reminder is read. */
const FEW = 20;
/** So many events without a backup do not wait for the days to pass. */
const MANY = 10_000;

/** How many events a book has that no backup holds. */
export function eventsSinceBackup({ care }: BookEntry, head: Position): number {
  // A book that was deleted and imported again may be shorter than its backup.
  return Math.max(head - (care?.backup?.position ?? 0), 0);
}

/** Whether the person should be reminded, gently, that the only copy of much work is in this browser. */
export function wantsBackup(book: BookEntry, head: Position, now: EpochMs): boolean {
  const { backup, remindAfter = 0 } = book.care ?? {};
  const unsaved = eventsSinceBackup(book, head);
  if (now < remindAfter || unsaved < FEW) return false;
  return unsaved >= MANY || now - (backup?.at ?? book.createdAt) >= OLD;
}
