import { readEvent } from "../domain/events.ts";
import type { CommandId, EpochMs, EventId, RecordedEvent } from "../eventlog/envelope.ts";
import { createPlaceChecker } from "./check-place.ts";
import { type BareEvent, fromCloudEvent } from "./cloud-events.ts";
import { ImportError } from "./import-error.ts";
import { holdsRoundedNumber } from "./parse-json.ts";

/** Events of a file that all have a place in a log, each with its line. */
export interface RecordedFile {
  readonly kind: "recorded";
  readonly events: readonly RecordedEvent[];
  readonly lines: readonly number[];
}

/** Events of a file written elsewhere: the book gives them their places. */
export interface BareFile {
  readonly kind: "bare";
  readonly events: readonly BareEvent[];
  readonly lines: readonly number[];
}

/** Takes the lines of a log file one after the other and holds each against the ones before. */
export interface EventChecker {
  /** @throws ImportError when the line is no event, or does not follow the ones before. */
  take(value: unknown, line: number): void;
  finish(): RecordedFile | BareFile;
}

/** Makes a checker for one file. `importedAt` stands in where a foreign event tells no time. */
export function createEventChecker(importedAt: EpochMs): EventChecker {
  const recorded: RecordedEvent[] = [];
  const bare: BareEvent[] = [];
  const lines: number[] = [];
  const checkPlace = createPlaceChecker();
  const checkShared = createSharedChecker();

  return {
    take(value, line) {
      const read = fromCloudEvent(value, importedAt);
      if (typeof read === "string") throw new ImportError(line, read);
      const kindBefore = recorded.length > 0 ? "recorded" : bare.length > 0 ? "bare" : read.kind;
      if (read.kind !== kindBefore) {
        const reason =
          kindBefore === "recorded"
            ? "sequence and hash are missing here, but stand in the lines before"
            : "sequence and hash stand here, but are missing in the lines before";
        throw new ImportError(line, reason);
      }
      if (read.kind === "recorded") {
        const problem = checkPlace(read.event, read.predecessorHash);
        if (problem !== undefined) throw new ImportError(line, problem);
        checkShared(read.event, line);
        recorded.push(read.event);
      } else {
        checkShared(read.event, line);
        // Where there is a hash, the hash tells.
        if (holdsRoundedNumber(read.event.data)) {
          throw new ImportError(
            line,
            "a whole number beyond 2⁵³ would be rounded: write it as text",
          );
        }
        bare.push(read.event);
      }
      lines.push(line);
    },
    finish: () =>
      bare.length > 0
        ? { kind: "bare", events: bare, lines }
        : { kind: "recorded", events: recorded, lines },
  };
}

function createSharedChecker(): (event: BareEvent, line: number) => void {
  const ids = new Map<EventId, number>();
  const commands = new Set<CommandId>();
  let commandBefore: CommandId | undefined;

  return (event, line) => {
    const before = ids.get(event.id);
    if (before !== undefined) {
      throw new ImportError(line, `a repeat: the event id stands in line ${before} already`);
    }
    ids.set(event.id, line);
    const { commandId } = event.meta;
    // A command's events are taken over in one piece.
    if (commandId !== commandBefore && commands.has(commandId)) {
      const reason = "“commandid” belongs to earlier events, with others in between";
      throw new ImportError(line, reason);
    }
    commands.add(commandId);
    commandBefore = commandId;
    const reading = readEvent(event);
    if (reading.kind === "malformed") {
      throw new ImportError(line, `${event.type} does not allow this data (${reading.reason})`);
    }
  };
}
