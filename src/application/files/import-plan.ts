import { createRuleChecker } from "../../domain/invariants/event-validator.ts";
import { hashEvent } from "../../eventlog/chain/hash-chain.ts";
import { loadFastSha256 } from "../../eventlog/chain/sha256.ts";
import { createUint32Column } from "../../eventlog/columns/column.ts";
import { createNameTable } from "../../eventlog/columns/string-table.ts";
import {
  EMPTY_HEAD,
  type Hash,
  type Head,
  type Position,
  positionAfter,
  START,
  type UnhashedEvent,
} from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { identityOf } from "../../eventlog/validation/origin.ts";
import { sourceOf } from "../../formats/cloudevents/write-event.ts";
import { ImportError } from "../../formats/import-error.ts";
import type { BookEnd } from "../../formats/log-import/book-end.ts";
import type { CheckedEvent } from "../../formats/log-import/event-checker.ts";
import { type Planner, planBare, planRecorded } from "../../formats/log-import/import-planner.ts";
import type { FileItem } from "../../formats/log-import/log-reader.ts";
import { bookOf, type History } from "../../read-model/read-model.ts";
import type { BookEntry } from "../books/book-catalog.ts";

/** What a file is laid beside. */
interface PlannedFor {
  readonly book: Pick<BookEntry, "id">;
  readonly log: EventLog;
  readonly history: History;
}

/** Plans the items of a file, whichever of the two kinds of events they are. */
export type AnyPlanner = Pick<Planner<never>, "finish"> & {
  take(item: CheckedEvent): ReturnType<Planner<never>["take"]>;
};

/**
 * The planner for the events of a file that begins with an item. Nothing may be written before it
 * is there.
 */
export async function plannerFor(
  first: FileItem | undefined,
  { book, history, log }: PlannedFor,
): Promise<AnyPlanner> {
  if (first?.kind !== "recorded" && first?.kind !== "bare") return WITHOUT_EVENTS;
  const head = history.head();
  const at = head.position;
  const rules = createRuleChecker(bookOf(history, at));
  if (first.kind === "recorded") {
    const before = positionAfter(first.event.position, -1);
    const [anchor = EMPTY_HEAD] =
      before > START && before <= at ? await log.read({ from: before, to: before }) : [];
    return planRecorded({ head, hashAt: hashesAfter(anchor, history) }, rules) as AnyPlanner;
  }
  const digest = await loadFastSha256();
  return planBare({ head, ...indexBook(history, sourceOf(book.id)) }, rules, digest) as AnyPlanner;
}

/** Finds the events of a book by all names that they have. */
function indexBook(history: History, source: string): Omit<BookEnd, "head"> {
  const at = history.head().position;
  const ids = createPlaceTable();
  const commands = createPlaceTable();
  // Only of events that have another id here than where they come from: all others are found by
  // that.
  const identities = createPlaceTable();
  for (const { position, id, meta, origin } of history.eventsUpTo(at)) {
    ids.add(id, position);
    commands.add(meta.commandId, position);
    if (origin?.id !== undefined) identities.add(identityOf(origin.source, origin.id), position);
  }
  const eventAt = (position: Position | undefined) => position && history.event(position);
  const sourceAt = (event: UnhashedEvent) => event.origin?.source ?? source;
  const eventWith = (id: string) => eventAt(ids.find(id)) || undefined;
  return {
    source,
    versionOf: (stream) => history.versionOf(stream, at),
    eventWith,
    eventOf(wanted, id) {
      const renamed = eventAt(identities.find(identityOf(wanted, id)));
      if (renamed) return renamed;
      const event = eventWith(id);
      return event && sourceAt(event) === wanted && event.origin?.id === undefined
        ? event
        : undefined;
    },
    sourceOfCommand(id) {
      const event = eventAt(commands.find(id));
      return event ? sourceAt(event) : undefined;
    },
  };
}

/** Where names first stand. */
function createPlaceTable() {
  const names = createNameTable();
  const positions = createUint32Column();
  return {
    add(name: string, position: Position): void {
      const count = names.count();
      if (names.addName(name) === count) positions.set(count, position);
    },
    find(name: string): Position | undefined {
      const number = names.find(name);
      return number < 0 ? undefined : (positions.values[number] as Position);
    },
  };
}

// No event comes after a command, nor behind a journal, nor into an empty list.
const WITHOUT_EVENTS: AnyPlanner = {
  take({ line }) {
    throw new ImportError(line, "an event stands among commands");
  },
  finish() {},
};

/** The book's own hashes behind an anchor, one after the other: they follow from what the history keeps. */
function hashesAfter(anchor: Head, history: History): (position: Position) => Hash | undefined {
  let reached = anchor;
  return (position) => {
    const event = history.event(position);
    if (!event || position !== reached.position + 1) return undefined;
    reached = { position, hash: hashEvent(reached.hash, event) };
    return reached.hash;
  };
}
