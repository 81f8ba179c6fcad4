import { type Position, START } from "../../eventlog/envelope.ts";
import type { EventLog, JournalEntry } from "../../eventlog/event-log.ts";
import type { JournalRecord, JournalRun, KnownCommand } from "../../eventlog/journal-run.ts";
import { recordsOf } from "../../eventlog/replication/commit-reader.ts";
import { type FileRecord, isNewRecord } from "../../formats/log-import/compare-journal.ts";

/**
 * Commands of a file's journal: those whose records were added, and those that stood in the book.
 */
export interface JournalTally {
  added: number;
  known: number;
}

/** Makes a part of a file's journal ready for a log, and counts what the log says of it. */
export function journalRun(
  records: readonly FileRecord[],
  reaches: Position,
  tally: JournalTally,
): JournalRun {
  return {
    journal: records.map(({ record }) => record),
    isNew(index, known) {
      const isNew = isNewRecord(records[index] as FileRecord, known, reaches);
      if (isNew) tally.added += 1;
      else tally.known += 1;
      return isNew;
    },
  };
}

/**
 * Tries out what a log would say of a part of a journal, and writes nothing.
 * @param before where the log ends, without the file's events.
 */
export async function tryJournalRun(
  { journal, isNew }: JournalRun,
  log: EventLog,
  before: Position,
): Promise<void> {
  const known = await knownIn(log, journal);
  for (const [index, record] of journal.entries()) {
    const isOfFile = !("refusal" in record) && record.at > before;
    isNew(index, known.get(record) ?? (isOfFile ? { at: record.at } : undefined));
  }
}

async function knownIn(
  log: EventLog,
  journal: readonly JournalRecord[],
): Promise<ReadonlyMap<JournalRecord, KnownCommand>> {
  const fates = await log.fates(journal.map(({ command }) => command.id));
  const seen = journal.filter((_, index) => fates[index] !== undefined);
  const places = seen.map((record) => ("refusal" in record ? record.after : record.at));
  if (places.length === 0) return new Map();
  // In the order of the journal, except where somebody made the file by hand.
  const [from = START, to = START] = [places[0], places.at(-1)];
  const entries = new Map<string, JournalEntry>();
  const add = (found: readonly JournalEntry[]): void => {
    for (const entry of found) entries.set(entry.commandId, entry);
  };
  add(await log.journal({ from, to }));
  // It stands elsewhere in the book than in the file.
  if (seen.some(({ command }) => !entries.has(command.id))) add(await log.journal());
  return new Map(
    seen.map((record) => [record, knowledgeOf(entries.get(record.command.id))] as const),
  );
}

function knowledgeOf(entry: JournalEntry | undefined): KnownCommand {
  const [record] = entry ? recordsOf([entry]) : [];
  if (record) return record;
  return { at: (entry?.outcome === "accepted" ? entry.positions[0] : undefined) ?? START };
}
