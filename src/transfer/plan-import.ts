import type { RuleChecker } from "../domain/rule-checker.ts";
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
import type { CheckedEvent } from "./check-events.ts";
import { ImportError } from "./import-error.ts";

/** Lays the events of a file beside a book, one after the other. */
export interface Planner<Item extends CheckedEvent> {
  /**
   * The event as the book is to take it; nothing when it stands there already.
   * @throws ImportError when it cannot continue the book, or breaks a rule of it.
   */
  take(item: Item): RecordedEvent | undefined;
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

/** What foreign events are placed behind. */
export interface BookEnd {
  readonly head: Head;
  versionOf(stream: StreamName): StreamVersion;
  hasEvent(id: EventId): boolean;
  hasCommand(id: CommandId): boolean;
}

/**
 * Plans a file written elsewhere: its events get their places at the end of the book, and those it has already are left
 * out. An event that is new though the book has its command is an error: a command happens once, as a whole.
 */
export function planBare(book: BookEnd, rules: RuleChecker): Planner<BareItem> {
  const versions = new Map<StreamName, StreamVersion>();
  const keep = createRuleKeeper(rules);
  let head = book.head;
  let knownCommand: CommandId | undefined;
  let newCommand: CommandId | undefined;

  return {
    take({ event, line }) {
      const { commandId } = event.meta;
      const isKnown = book.hasEvent(event.id);
      if (
        isKnown
          ? newCommand === commandId
          : knownCommand === commandId || book.hasCommand(commandId)
      ) {
        const reason = "the book has a part of this command already, but not all of it";
        throw new ImportError(line, reason);
      }
      if (isKnown) {
        knownCommand = commandId;
        return undefined;
      }
      newCommand = commandId;
      const { stream } = event;
      const version = ((versions.get(stream) ?? book.versionOf(stream)) + 1) as StreamVersion;
      versions.set(stream, version);
      const placed = { ...event, position: positionAfter(head.position), version };
      const recorded = { ...placed, hash: hashEvent(head.hash, placed) };
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
