import type { BookEntry } from "../eventlog/book-catalog.ts";
import type { EpochMs, Position } from "../eventlog/envelope.ts";
import { eventsSinceBackup } from "../store/backup-age.ts";
import { formatAge, formatCount } from "./format.ts";

/** How old the last backup is, in time and in events: “never”, “3 days ago, 214 events since”. */
export function describeBackup(book: BookEntry, head: Position, now: EpochMs): string {
  const backup = book.care?.backup;
  if (!backup) return "never";
  const since = eventsSinceBackup(book, head);
  const events = since === 1 ? "1 event" : `${formatCount(since)} events`;
  return `${formatAge(now - backup.at)}, ${since === 0 ? "nothing new" : events} since`;
}
