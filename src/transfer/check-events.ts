import { readEvent } from "../domain/events.ts";
import {
  type EpochMs,
  type EventId,
  type Head,
  NO_STREAM,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../eventlog/envelope.ts";
import { hashEvent } from "../eventlog/hash-chain.ts";
import { type BareEvent, fromCloudEvent } from "./cloud-events.ts";
import { ImportError } from "./import-error.ts";

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
  const ids = new Map<EventId, number>();
  const versions = new Map<StreamName, StreamVersion>();
  let head: Head | undefined;

  const follow = (event: RecordedEvent, predecessor: Head["hash"], line: number): void => {
    const due = head ? head.position + 1 : event.position;
    if (event.position > due) {
      throw new ImportError(
        line,
        `a gap: event ${due} was due, but ${event.position} stands there`,
      );
    }
    if (event.position < due) {
      throw new ImportError(
        line,
        `a repeat: event ${due} was due, but ${event.position} stands there`,
      );
    }
    if (head && predecessor !== head.hash) {
      throw new ImportError(line, "“predecessorhash” is not the hash of the event before");
    }
    if (hashEvent(predecessor, event) !== event.hash) {
      throw new ImportError(line, "wrong hash: it does not match the content of the event");
    }
    const version = versions.get(event.stream);
    // In a file that begins later, the first version of a stream is judged when it meets the book.
    const wanted =
      (version ?? (recorded[0] ?? event).position === 1)
        ? (version ?? NO_STREAM) + 1
        : event.version;
    if (event.version !== wanted) {
      throw new ImportError(line, `“streamversion” must be ${wanted}, not ${event.version}`);
    }
    versions.set(event.stream, event.version);
    head = event;
  };

  const checkShared = (event: BareEvent, line: number): void => {
    const before = ids.get(event.id);
    if (before) throw new ImportError(line, `the event id stands in line ${before} already`);
    ids.set(event.id, line);
    const reading = readEvent(event);
    if (reading.kind === "malformed") {
      throw new ImportError(line, `${event.type} does not allow this data (${reading.reason})`);
    }
  };

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
      checkShared(read.event, line);
      if (read.kind === "recorded") {
        follow(read.event, read.predecessorHash, line);
        recorded.push(read.event);
      } else bare.push(read.event);
      lines.push(line);
    },
    finish: () =>
      bare.length > 0
        ? { kind: "bare", events: bare, lines }
        : { kind: "recorded", events: recorded, lines },
  };
}
