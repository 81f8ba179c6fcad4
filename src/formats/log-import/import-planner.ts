import type { RuleChecker } from "../../domain/invariants/event-validator.ts";
import { hashEvent } from "../../eventlog/chain/hash-chain.ts";
import { type Sha256, sha256 } from "../../eventlog/chain/sha256.ts";
import {
  type Hash,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../../eventlog/envelope.ts";
import { faultOfEvent } from "../../eventlog/validation/record-fault.ts";
import type { BareEvent } from "../cloudevents/read-event.ts";
import { ImportError } from "../import-error.ts";
import type { BookEnd } from "./book-end.ts";
import { createSeenEvents, differenceOf, isKeptBefore } from "./compare-events.ts";
import type { CheckedEvent } from "./event-checker.ts";
import { createIdentifier, partOfCommand, wholeCommandOf } from "./identify-events.ts";

/** Lays the events of a file beside a book, one after the other. */
export interface Planner<Item extends CheckedEvent> {
  /**
   * The event as the book is to take it; nothing when it stands there already, `"copy"` when it
   * stands in the file before.
   * @throws ImportError when it cannot continue the book, or breaks a rule of it.
   */
  take(item: Item): RecordedEvent | "copy" | undefined;
  /** @throws ImportError when the file ends in the middle of a command. */
  finish(): void;
}

/** What a file with places is held against. */
export interface BookHashes {
  readonly head: Head;
  hashAt(position: Position): Hash | undefined;
}

type RecordedItem = CheckedEvent & { kind: "recorded" };
type BareItem = CheckedEvent & { kind: "bare" };

/**
 * Plans a file with places: where both stand, file and book must agree, and only the file's tail is taken. An error
 * `diverges` at the first event that differs.
 */
export function planRecorded(book: BookHashes, rules: RuleChecker): Planner<RecordedItem> {
  const { head } = book;
  const keep = createRuleKeeper(rules);
  let isFirst = true;

  return {
    take({ event, line }) {
      if (isFirst && event.position > head.position + 1) {
        const reason = `a gap: the file begins at event ${event.position}, but the book ends at ${head.position}`;
        throw new ImportError(line, reason);
      }
      isFirst = false;
      if (!agrees(event, book)) {
        const reason = `this log and the book part ways at event ${event.position}`;
        throw new ImportError(line, reason, { diverges: true });
      }
      return event.position > head.position ? keep.take(event, line) : undefined;
    },
    finish: keep.finish,
  };
}

// Beyond the book's end there is one thing to ask: whether the first new event was chained to that end.
function agrees(event: RecordedEvent, book: BookHashes): boolean {
  const { head } = book;
  if (event.position <= head.position) return book.hashAt(event.position) === event.hash;
  return event.position > head.position + 1 || hashEvent(head.hash, event) === event.hash;
}

/**
 * Plans a file written elsewhere: its events get their places at the end of the book. Events are
 * the same by source and id: those that the book has, and copies within the file, are left out
 * where they are equal, and refused where they are not. An event that is new though the book has
 * its command is an error: a command happens once, as a whole.
 */
export function planBare(
  book: BookEnd,
  rules: RuleChecker,
  digest: Sha256 = sha256,
): Planner<BareItem> {
  const versions = new Map<StreamName, StreamVersion>();
  const keep = createRuleKeeper(rules);
  const seen = createSeenEvents(digest);
  const identify = createIdentifier(book);
  let head = book.head;
  let knownCommand: string | undefined;
  let newCommand: string | undefined;

  const isKnown = (event: BareEvent, line: number): boolean => {
    const { source } = event.origin;
    const stored = book.eventOf(source, event.id);
    if (stored) {
      const difference = differenceOf(event, stored, book.source);
      if (difference === undefined) return true;
      const reason = `the book has this event already, by its source and id, but with another “${difference}”`;
      throw new ImportError(line, reason, { diverges: true });
    }
    const before = book.eventWith(event.id);
    return before !== undefined && isKeptBefore(event, before);
  };

  return {
    take({ event, line }) {
      const earlier = seen.take(event, line);
      if (earlier?.difference !== undefined) {
        const reason = `an event of the same source and id stands in line ${earlier.line}, and differs in ${earlier.difference}`;
        throw new ImportError(line, reason);
      }
      if (earlier) return "copy";
      const command = wholeCommandOf(event);
      if (isKnown(event, line)) {
        if (command !== undefined && command === newCommand) throw partOfCommand(line);
        knownCommand = command;
        return undefined;
      }
      if (command !== undefined && command === knownCommand) throw partOfCommand(line);
      newCommand = command;
      const identified = identify(event, line);
      const { stream } = event;
      const version = ((versions.get(stream) ?? book.versionOf(stream)) + 1) as StreamVersion;
      versions.set(stream, version);
      const placed = { ...identified, position: positionAfter(head.position), version };
      const recorded = { ...placed, hash: hashEvent(head.hash, placed, digest) };
      const fault = faultOfEvent(recorded);
      if (fault !== undefined) throw new ImportError(line, fault);
      head = recorded;
      return keep.take(recorded, line);
    },
    finish: keep.finish,
  };
}

function createRuleKeeper(rules: RuleChecker) {
  let last = 0;
  return {
    take(event: RecordedEvent, line: number): RecordedEvent {
      last = line;
      const breach = rules.take(event);
      // A second beginning belongs to another book.
      if (breach) throw new ImportError(line, breach, { diverges: event.type === "BookOpened" });
      return event;
    },
    finish(): void {
      const breach = rules.finish();
      if (breach) throw new ImportError(last, breach);
    },
  };
}
