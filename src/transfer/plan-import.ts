import {
  type CommandId,
  type EventId,
  type Hash,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../eventlog/envelope.ts";
import { hashEvent } from "../eventlog/hash-chain.ts";
import type { BareFile, RecordedFile } from "./check-events.ts";
import { ImportError } from "./import-error.ts";

/** What an import would add to a book, and how many of the file's events stand there already. */
export interface ImportPlan {
  readonly add: readonly RecordedEvent[];
  readonly known: number;
}

/** What a file with places is held against. */
export interface BookHashes {
  readonly head: Head;
  hashAt(position: Position): Hash | undefined;
}

/**
 * Lays a file beside a book: where both stand they must agree, and only the file's tail is taken.
 * @throws ImportError that `diverges` at the first event that differs, or names the gap before the file's first.
 */
export function planImport({ events, lines }: RecordedFile, book: BookHashes): ImportPlan {
  const { head } = book;
  const first = events[0]?.position ?? 1;
  if (first > head.position + 1) {
    const reason = `a gap: the file begins at event ${first}, but the book ends at ${head.position}`;
    throw new ImportError(lines[0] ?? 0, reason);
  }
  for (const [index, event] of events.entries()) {
    if (agrees(event, book)) continue;
    const reason = `this log and the book part ways at event ${event.position}`;
    throw new ImportError(lines[index] ?? 0, reason, { diverges: true });
  }
  const add = events.filter(({ position }) => position > head.position);
  return { add, known: events.length - add.length };
}

// Beyond the book's end there is one thing to ask: whether the first new event was chained to that end.
function agrees(event: RecordedEvent, book: BookHashes): boolean {
  const { head } = book;
  if (event.position <= head.position) return book.hashAt(event.position) === event.hash;
  return event.position > head.position + 1 || hashEvent(head.hash, event) === event.hash;
}

/** What foreign events are placed behind. */
export interface BookEnd {
  readonly head: Head;
  versionOf(stream: StreamName): StreamVersion;
  hasEvent(id: EventId): boolean;
  hasCommand(id: CommandId): boolean;
}

/**
 * Gives the events of a file written elsewhere their places at the end of a book; those it has already are left out.
 * @throws ImportError at an event that is new though the book has its command: a command happens once, as a whole.
 */
export function placeBareEvents({ events, lines }: BareFile, book: BookEnd): ImportPlan {
  const partly = new Set(
    events.filter(({ id }) => book.hasEvent(id)).map(({ meta }) => meta.commandId),
  );
  const versions = new Map<StreamName, StreamVersion>();
  let head = book.head;
  const add = events.flatMap((event, index) => {
    if (book.hasEvent(event.id)) return [];
    const { commandId } = event.meta;
    if (partly.has(commandId) || book.hasCommand(commandId)) {
      const reason = "the book has the command of this event already, but not the event";
      throw new ImportError(lines[index] ?? 0, reason);
    }
    const version = ((versions.get(event.stream) ?? book.versionOf(event.stream)) +
      1) as StreamVersion;
    versions.set(event.stream, version);
    const placed = { ...event, position: positionAfter(head.position), version };
    const recorded = { ...placed, hash: hashEvent(head.hash, placed) };
    head = recorded;
    return [recorded];
  });
  return { add, known: events.length - add.length };
}
