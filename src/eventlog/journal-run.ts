import type { Position } from "./envelope.ts";
import { ValidationError } from "./errors.ts";
import type { CommandRecord, RefusalRecord } from "./records.ts";
import { faultOfCommand, faultOfRecord } from "./validation/record-fault.ts";

/** The record of an accepted command, whose first event stands at a position. */
export interface AcceptedRecord {
  readonly command: CommandRecord;
  readonly at: Position;
}

/** What the journal of another replica says of one command. */
export type JournalRecord = AcceptedRecord | RefusalRecord;

/** What a log knows of a command id. `command` is absent where only the events travelled there. */
export type KnownCommand =
  | { readonly at: Position; readonly command?: CommandRecord }
  | RefusalRecord;

/**
 * A part of another replica's journal, for events that stand in the log already or came before it
 * in the same replication.
 */
export interface JournalRun {
  /** In the order of the journal. */
  readonly journal: readonly JournalRecord[];
  /**
   * Asked of each record in turn. A log takes a record that is new: an accepted command only where
   * it has its events and no record of it, a refused one only where it does not know its id.
   * @param known what the log knows of the command's id.
   * @throws whatever is to break the replication off.
   */
  isNew(index: number, known: KnownCommand | undefined): boolean;
}

/** Whether a part of what a replica recorded is a part of its journal. */
export function isJournalRun(batch: unknown): batch is JournalRun {
  return typeof batch === "object" && batch !== null && "journal" in batch;
}

/** Checks what no hash covers. @throws ValidationError when it could not stand in a log file. */
export function checkJournalRecord(record: JournalRecord): void {
  const fault = "refusal" in record ? faultOfRecord(record) : faultOfCommand(record.command);
  if (fault !== undefined) throw new ValidationError(`${fault}.`, fault.split(":")[0]);
}

/** Whether a log that knows this of a command id can take a record of it. */
export function canTake(record: JournalRecord, known: KnownCommand | undefined): boolean {
  if ("refusal" in record) return known === undefined;
  if (known === undefined || "refusal" in known) return false;
  return known.at === record.at && !known.command;
}
