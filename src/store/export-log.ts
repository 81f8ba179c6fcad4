import type { Head } from "../eventlog/envelope.ts";
import { hashAgain } from "../eventlog/rehash.ts";
import { formatLog } from "../transfer/log-file.ts";
import type { BookSession } from "./book-session.ts";

/** A log as a file, and how far it reaches. */
export interface LogExport {
  readonly file: Blob;
  readonly head: Head;
}

/**
 * The whole log as a file, read from the storage itself. Of a book whose storage is damaged or gone, all that the page
 * knows to be good.
 */
export async function exportLog(session: BookSession): Promise<LogExport> {
  const { log, history, store } = session;
  await session.recall();
  const { book, phase } = store.getState();
  const events =
    phase.kind === "read-only"
      ? [...hashAgain(history.eventsUpTo(phase.trouble.lastGood))]
      : await log.read({ to: history.head().position });
  return { file: formatLog(events, book.id), head: events.at(-1) ?? history.head() };
}
