import { readEvent } from "../domain/events.ts";
import type { ChainProver } from "../eventlog/chain-prover.ts";
import type { RecordedEvent } from "../eventlog/envelope.ts";
import { identityOf } from "../eventlog/origin.ts";
import { createUint32Column } from "../eventlog/packed/column.ts";
import { createNameTable } from "../eventlog/packed/name-table.ts";
import { createPlaceChecker } from "./check-place.ts";
import { ImportError } from "./import-error.ts";
import { holdsRoundedNumber } from "./parse-json.ts";
import type { BareEvent, FileEvent } from "./read-cloud-event.ts";

/** An event of a file that is sound in itself and follows the ones before it, with its line. */
export type CheckedEvent =
  | { readonly kind: "recorded"; readonly event: RecordedEvent; readonly line: number }
  | { readonly kind: "bare"; readonly event: BareEvent; readonly line: number };

/**
 * Takes the events of a log file's lines one after the other and holds each against the ones before.
 * @throws ImportError when one does not follow the ones before, or carries what its type does not allow.
 */
export type EventChecker = (read: FileEvent, line: number) => CheckedEvent;

/** Makes a checker for one file. `prove` tells whether an event's hash is that of its content behind the hash before it. */
export function createEventChecker(prove: ChainProver["prove"]): EventChecker {
  const checkPlace = createPlaceChecker(prove);
  const checkShared = createSharedChecker();
  let kind: CheckedEvent["kind"] | undefined;
  let source: string | undefined;

  return (read, line) => {
    kind ??= read.kind;
    if (read.kind !== kind) {
      const reason =
        kind === "recorded"
          ? "sequence and hash are missing here, but stand in the lines before"
          : "sequence and hash stand here, but are missing in the lines before";
      throw new ImportError(line, reason);
    }
    if (read.kind === "recorded") {
      source ??= read.source;
      if (read.source !== undefined && read.source !== source) {
        throw new ImportError(line, "“source” names another book than the lines before");
      }
      const problem = checkPlace(read.event, read.predecessorHash);
      if (problem !== undefined) throw new ImportError(line, problem);
    } else if (holdsRoundedNumber([read.event.data, read.event.origin.content ?? null])) {
      // Where there is a hash, the hash tells.
      throw new ImportError(line, "a whole number beyond 2⁵³ would be rounded: write it as text");
    }
    checkShared(read, line);
    return { kind: read.kind, event: read.event, line } as CheckedEvent;
  };
}

/** Makes a checker that takes each event's word, for a file that another one checks meanwhile. */
export function createTrustingChecker(prove: ChainProver["prove"]): EventChecker {
  return (read, line) => {
    if (read.kind === "recorded") prove(read.event, read.predecessorHash);
    return { kind: read.kind, event: read.event, line } as CheckedEvent;
  };
}

// Remembers every id of the file: a repeat can stand anywhere. Nothing else of an event is kept.
function createSharedChecker(): (read: FileEvent, line: number) => void {
  const ids = createNameTable();
  const lines = createUint32Column();
  const commands = createNameTable();
  let commandBefore: string | undefined;

  const lineOfId = (id: string, line: number): number => {
    const count = ids.count();
    const number = ids.addName(id);
    if (number === count) lines.set(number, line);
    return lines.values[number] as number;
  };

  // A command's events are taken over in one piece.
  const isTornApart = (command: string | undefined): boolean => {
    if (command === commandBefore) return false;
    commandBefore = command;
    if (command === undefined) return false;
    const count = commands.count();
    return commands.addName(command) < count;
  };

  return (read, line) => {
    const { id, command } = namesOf(read);
    const before = lineOfId(id, line);
    const isRepeat = before !== line;
    if (isRepeat && read.kind === "recorded") {
      throw new ImportError(line, `a repeat: the event id stands in line ${before} already`);
    }
    // A repeat of an event without a place may be its copy: whoever plans the import compares them.
    if (!isRepeat && isTornApart(command)) {
      const reason = "“commandid” belongs to earlier events, with others in between";
      throw new ImportError(line, reason);
    }
    const reading = readEvent(read.event);
    if (reading.kind === "malformed") {
      throw new ImportError(
        line,
        `${read.event.type} does not allow this data (${reading.reason})`,
      );
    }
  };
}

// By its source and id an event is known everywhere, by its id alone in a book.
function namesOf({ kind, event }: FileEvent): { id: string; command: string | undefined } {
  const { commandId } = event.meta;
  if (kind === "recorded") return { id: event.id, command: commandId };
  const { source } = event.origin;
  return {
    id: identityOf(source, event.id),
    command: commandId && identityOf(source, commandId),
  };
}
