import { sayDataIssue } from "../../domain/describe-schema-issue.ts";
import { readEvent } from "../../domain/events.ts";
import type { ChainProver } from "../../eventlog/chain/chain-prover.ts";
import { type Sha256, sha256 } from "../../eventlog/chain/sha256.ts";
import { createUint32Column } from "../../eventlog/columns/column.ts";
import { createNameTable } from "../../eventlog/columns/string-table.ts";
import type { CommandId, RecordedEvent } from "../../eventlog/envelope.ts";
import { identityOf } from "../../eventlog/validation/origin.ts";
import { faultOfEnvelope } from "../../eventlog/validation/record-fault.ts";
import type { JournalLine } from "../cloudevents/journal-line.ts";
import type { BareEvent, FileEvent } from "../cloudevents/read-event.ts";
import type { FileJournal } from "../cloudevents/read-journal-line.ts";
import { ImportError } from "../import-error.ts";
import { wholeCommandOf } from "./identify-events.ts";
import { createJournalChecker } from "./journal-checker.ts";
import { createPlaceChecker } from "./sequence-checker.ts";

/** An event of a file that is sound in itself and follows the ones before it, with its line. */
export type CheckedEvent =
  | {
      readonly kind: "recorded";
      readonly event: RecordedEvent;
      readonly line: number;
      /** Events that the file says it has, where this is its first one. */
      readonly announced?: number;
    }
  | { readonly kind: "bare"; readonly event: BareEvent; readonly line: number };

/** A line of the journal that fits what stands before it. */
export type CheckedJournal = {
  readonly kind: "journal";
  readonly entry: JournalLine;
  readonly line: number;
};

/**
 * Takes the events of a log file's lines one after the other, and then those of its journal, and
 * holds each against the ones before.
 * @throws ImportError when one does not follow the ones before, or carries what its type does not
 * allow.
 */
export type EventChecker = (
  read: FileEvent | FileJournal,
  line: number,
) => CheckedEvent | CheckedJournal;

/** Makes a checker for one file. `prove` tells whether an event's hash is that of its content behind the hash before it. */
export function createEventChecker(
  prove: ChainProver["prove"],
  digest: Sha256 = sha256,
): EventChecker {
  const checkPlace = createPlaceChecker(prove);
  const shared = createSharedChecker();
  let first: RecordedEvent | undefined;
  let last: RecordedEvent | undefined;
  const journal = createJournalChecker(
    { first: () => first?.position, last: () => last, firstOf: shared.firstOf },
    digest,
  );
  let kind: CheckedEvent["kind"] | undefined;
  let source: string | undefined;

  const checkSource = (named: string | undefined, line: number): void => {
    source ??= named;
    if (named !== undefined && named !== source) {
      throw new ImportError(line, "“source” names another book than the lines before");
    }
  };
  const checkJournal = (read: FileJournal, line: number): CheckedJournal => {
    if (kind === "bare") {
      const reason =
        "the journal belongs to events with sequence and hash, which are missing in the lines before: leave the journal out";
      throw new ImportError(line, reason);
    }
    checkSource(read.source, line);
    const problem = journal.check(read.entry);
    if (problem !== undefined) throw new ImportError(line, problem);
    return { kind: "journal", entry: read.entry, line };
  };

  return (read, line) => {
    if (read.kind === "journal") return checkJournal(read, line);
    if (journal.hasBegun()) throw new ImportError(line, "an event stands behind the journal");
    kind ??= read.kind;
    if (read.kind !== kind) {
      const reason =
        kind === "recorded"
          ? "sequence and hash are missing here, but stand in the lines before"
          : "sequence and hash stand here, but are missing in the lines before";
      throw new ImportError(line, reason);
    }
    if (read.kind === "recorded") {
      checkSource(read.source, line);
      const problem = checkPlace(read.event, read.predecessorHash);
      if (problem !== undefined) throw new ImportError(line, problem);
      first ??= read.event;
      last = read.event;
    }
    if (read.kind === "recorded") {
      const fault = faultOfEnvelope(read.event);
      if (fault !== undefined) throw new ImportError(line, fault);
    }
    shared.check(read, line);
    return { kind: read.kind, event: read.event, line } as CheckedEvent;
  };
}

/** Makes a checker that takes each event's word, for a file that another one checks meanwhile. */
export function createTrustingChecker(prove: ChainProver["prove"]): EventChecker {
  return (read, line) => {
    if (read.kind === "journal") return { kind: "journal", entry: read.entry, line };
    if (read.kind === "recorded") prove(read.event, read.predecessorHash);
    return { kind: read.kind, event: read.event, line } as CheckedEvent;
  };
}

// Remembers every id of the file: a repeat can stand anywhere. Nothing else of an event is kept.
function createSharedChecker() {
  const ids = createNameTable();
  const lines = createUint32Column();
  const commands = createNameTable();
  // By a command's number: where its events begin, in a file with places.
  const begins = createUint32Column();
  let commandBefore: string | undefined;

  const lineOfId = (id: string, line: number): number => {
    const count = ids.count();
    const number = ids.addName(id);
    if (number === count) lines.set(number, line);
    return lines.values[number] as number;
  };

  // A command's events are taken over in one piece.
  const isTornApart = (command: string | undefined, event: FileEvent["event"]): boolean => {
    if (command === commandBefore) return false;
    commandBefore = command;
    if (command === undefined) return false;
    const count = commands.count();
    const number = commands.addName(command);
    if (number === count && "position" in event) begins.set(number, event.position);
    return number < count;
  };

  const check = (read: FileEvent, line: number): void => {
    const { id, command } = namesOf(read);
    const before = lineOfId(id, line);
    const isRepeat = before !== line;
    if (isRepeat && read.kind === "recorded") {
      throw new ImportError(line, `a repeat: the event id stands in line ${before} already`);
    }
    // A repeat of an event without a place may be its copy: whoever plans the import compares them.
    if (!isRepeat && isTornApart(command, read.event)) {
      const reason = "“commandid” belongs to earlier events, with others in between";
      throw new ImportError(line, reason);
    }
    const reading = readEvent(read.event);
    if (reading.kind === "malformed") {
      throw new ImportError(
        line,
        `${read.event.type} does not allow this data: ${sayDataIssue(reading.issue)}`,
      );
    }
  };

  return {
    check,
    firstOf(command: CommandId): number | undefined {
      const number = commands.find(command);
      return number < 0 ? undefined : begins.values[number];
    },
  };
}

// By its source and id an event is known everywhere, by its id alone in a book.
function namesOf({ kind, event }: FileEvent): { id: string; command: string | undefined } {
  const { commandId } = event.meta;
  if (kind === "recorded") return { id: event.id, command: commandId };
  return { id: identityOf(event.origin.source, event.id), command: wholeCommandOf(event) };
}
