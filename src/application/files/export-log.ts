import type { BookId } from "../../domain/ids.ts";
import { hashAgain } from "../../eventlog/chain/rehash.ts";
import { loadFastSha256 } from "../../eventlog/chain/sha256.ts";
import { type Head, type RecordedEvent, START } from "../../eventlog/envelope.ts";
import type { EventLog, JournalEntry, JournalRange } from "../../eventlog/event-log.ts";
import type { JournalRecord } from "../../eventlog/journal-run.ts";
import { recordsOf } from "../../eventlog/replication/commit-reader.ts";
import { formatLog } from "../../formats/cloudevents/write-log.ts";
import type { BookSession } from "../session/book-session.ts";

/** A log as a file, and how far it reaches. */
export interface LogExport {
  readonly file: Blob;
  readonly head: Head;
  /**
   * Commands in its journal; undefined where the journal cannot be read any more, and the events
   * stand alone.
   */
  readonly commands: number | undefined;
}

/**
 * The whole log as a file, and the journal of its commands, read from the storage itself. Of a book
 * whose storage is damaged or gone, all that the page knows to be good, and what can be read of the
 * journal up to there.
 */
export async function exportLog(session: BookSession): Promise<LogExport> {
  const { log, history, store } = session;
  await session.recall();
  const { book, phase } = store.getState();
  const isWhole = phase.kind !== "read-only";
  const events = isWhole
    ? await log.read({ to: history.head().position })
    : [...hashAgain(history.eventsUpTo(phase.trouble.lastGood))];
  const journal = await readJournal(log, events, isWhole);
  const file = formatLog(events, book.id, journal ?? [], await loadFastSha256());
  return { file, head: events.at(-1) ?? history.head(), commands: journal?.length };
}

/**
 * The same of a log that no session has open, read until the first record that cannot be trusted.
 */
export async function exportStoredLog(log: EventLog, book: BookId): Promise<LogExport> {
  const { ok, head } = await log.verify();
  const events = head.position === START ? [] : await log.read({ to: head.position });
  const journal = await readJournal(log, events, ok);
  const file = formatLog(events, book, journal ?? [], await loadFastSha256());
  return { file, head, commands: journal?.length };
}

/**
 * One entry of each command. Where a command that was refused here was accepted in a log that was
 * taken over without its journal, its events stand.
 */
function withOneAnswer(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const accepted = new Set(
    entries.flatMap(({ outcome, commandId }) => (outcome === "accepted" ? [commandId] : [])),
  );
  return entries.filter(
    ({ outcome, commandId }) => outcome === "accepted" || !accepted.has(commandId),
  );
}

async function readJournal(
  log: EventLog,
  events: readonly RecordedEvent[],
  isWhole: boolean,
): Promise<readonly JournalRecord[] | undefined> {
  const to = events.at(-1)?.position ?? START;
  const read = async (range: JournalRange) => recordsOf(withOneAnswer(await log.journal(range)));
  try {
    return await read(to === START ? { to, outcome: "refused" } : { to });
  } catch (error) {
    if (isWhole) throw error;
    // What is damaged is known already, and what is good must come out.
    return read({ to, outcome: "refused" }).catch(() => undefined);
  }
}
