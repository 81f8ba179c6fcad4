import {
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
  const first = events[0]?.position ?? 1;
  if (first > book.head.position + 1) {
    const reason = `a gap: the file begins at event ${first}, but the book ends at ${book.head.position}`;
    throw new ImportError(lines[0] ?? 0, reason);
  }
  for (const [index, event] of events.entries()) {
    const own = book.hashAt(event.position);
    if (own !== undefined && own !== event.hash) {
      const reason = `this log and the book part ways at event ${event.position}`;
      throw new ImportError(lines[index] ?? 0, reason, { diverges: true });
    }
  }
  const add = events.filter(({ position }) => position > book.head.position);
  return { add, known: events.length - add.length };
}

/** What foreign events are placed behind. */
export interface BookEnd {
  readonly head: Head;
  versionOf(stream: StreamName): StreamVersion;
  hasEvent(id: EventId): boolean;
}

/** Gives the events of a file written elsewhere their places at the end of a book; those it has already are left out. */
export function placeBareEvents({ events }: BareFile, book: BookEnd): ImportPlan {
  const fresh = events.filter(({ id }) => !book.hasEvent(id));
  const versions = new Map<StreamName, StreamVersion>();
  let head = book.head;
  const add = fresh.map((event) => {
    const version = ((versions.get(event.stream) ?? book.versionOf(event.stream)) +
      1) as StreamVersion;
    versions.set(event.stream, version);
    const placed = { ...event, position: positionAfter(head.position), version };
    const recorded = { ...placed, hash: hashEvent(head.hash, placed) };
    head = recorded;
    return recorded;
  });
  return { add, known: events.length - add.length };
}
