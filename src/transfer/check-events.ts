import { readEvent } from "../domain/events.ts";
import type { ChainProver } from "../eventlog/chain-prover.ts";
import type { CommandId, EventId, RecordedEvent } from "../eventlog/envelope.ts";
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
      if (read.source !== source) {
        throw new ImportError(line, "“source” names another book than the lines before");
      }
      const problem = checkPlace(read.event, read.predecessorHash);
      if (problem !== undefined) throw new ImportError(line, problem);
    } else if (holdsRoundedNumber(read.event.data)) {
      // Where there is a hash, the hash tells.
      throw new ImportError(line, "a whole number beyond 2⁵³ would be rounded: write it as text");
    }
    checkShared(read.event, line);
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
function createSharedChecker(): (event: BareEvent, line: number) => void {
  const ids = createNameTable();
  const lines = createUint32Column();
  const commands = createNameTable();
  let commandBefore: CommandId | undefined;

  const lineOfId = (id: EventId, line: number): number => {
    const count = ids.count();
    const number = ids.addName(id);
    if (number === count) lines.set(number, line);
    return lines.values[number] as number;
  };

  // A command's events are taken over in one piece.
  const isTornApart = (commandId: CommandId): boolean => {
    if (commandId === commandBefore) return false;
    commandBefore = commandId;
    const count = commands.count();
    return commands.addName(commandId) < count;
  };

  return (event, line) => {
    const before = lineOfId(event.id, line);
    if (before !== line) {
      throw new ImportError(line, `a repeat: the event id stands in line ${before} already`);
    }
    if (isTornApart(event.meta.commandId)) {
      const reason = "“commandid” belongs to earlier events, with others in between";
      throw new ImportError(line, reason);
    }
    const reading = readEvent(event);
    if (reading.kind === "malformed") {
      throw new ImportError(line, `${event.type} does not allow this data (${reading.reason})`);
    }
  };
}
