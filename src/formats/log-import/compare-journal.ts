import { canonicalJson } from "../../eventlog/chain/canonical-json.ts";
import type { Json, JsonObject, Position } from "../../eventlog/envelope.ts";
import type { JournalRecord, KnownCommand } from "../../eventlog/journal-run.ts";
import { inFile } from "../cloudevents/journal-line.ts";
import { ImportError } from "../import-error.ts";

/** A record of a file's journal, with its line. */
export interface FileRecord {
  readonly record: JournalRecord;
  readonly line: number;
}

/**
 * Whether a book is to take a record of a file's journal; false where it has it already.
 * @param known what the book knows of the command's id.
 * @param reaches where the book ends, with the file's events.
 * @throws ImportError where the book has another story of that command, or not the events that the
 * record speaks of.
 */
export function isNewRecord(
  { record, line }: FileRecord,
  known: KnownCommand | undefined,
  reaches: Position,
): boolean {
  const place = "refusal" in record ? record.after : record.at;
  if (place > reaches) {
    const reason = `a gap: the journal speaks of event ${place}, but the book ends at ${reaches}`;
    throw new ImportError(line, reason);
  }
  if (!known) {
    if ("refusal" in record) return true;
    throw differing(line, `event ${place} of the book does not come from this command`);
  }
  const isBare = !("refusal" in known) && !known.command;
  const ours = sayKnown(known);
  const theirs = sayRecord(record);
  const difference = Object.keys({ ...theirs, ...ours }).find(
    (name) => canonicalJson(theirs[name] ?? null) !== canonicalJson(ours[name] ?? null),
  );
  if (isBare && !("refusal" in record) && known.at === record.at) return true;
  if (difference === undefined) return false;
  throw differing(line, `the book has this command already, but with another “${difference}”`);
}

function differing(line: number, reason: string): ImportError {
  return new ImportError(line, reason, { diverges: true });
}

function sayKnown(known: KnownCommand): JsonObject {
  if ("refusal" in known) return sayRecord(known);
  const { at, command } = known;
  return command ? sayRecord({ at, command }) : { outcome: "accepted", sequence: at };
}

// What a file leaves out of a record is no difference.
function sayRecord(given: JournalRecord): { readonly [name: string]: Json } {
  const record = inFile(given);
  const { type, payload, digest } = record.command;
  const command = { type, payload, digest };
  if (!("refusal" in record)) return { outcome: "accepted", sequence: record.at, ...command };
  const { after, recordedAt, refusal } = record;
  return {
    ...{ outcome: "refused", after, recordedat: recordedAt },
    // A shared log does not carry which field was wrong.
    ...{ ...command, refusal: { code: refusal.code, message: refusal.message } },
  };
}
