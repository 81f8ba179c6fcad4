import { eventsSinceBackup } from "../../application/books/backup-policy.ts";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import type { EpochMs, Position } from "../../eventlog/envelope.ts";
import { formatAge } from "../i18n/format.ts";
import { texts } from "../i18n/texts.ts";

/** How old the last backup is, in time and in events: “never”, “3 days ago, 214 events since”. */
export function describeBackup(book: BookEntry, head: Position, now: EpochMs): string {
  const backup = book.care?.backup;
  if (!backup) return texts.backup.never;
  return texts.backup.since(formatAge(now - backup.at), eventsSinceBackup(book, head));
}
