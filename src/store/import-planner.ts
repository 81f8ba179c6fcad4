import { createRuleChecker } from "../domain/rule-checker.ts";
import {
  EMPTY_HEAD,
  type Hash,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
} from "../eventlog/envelope.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import { hashEvent } from "../eventlog/hash-chain.ts";
import { createNameTable } from "../eventlog/packed/name-table.ts";
import type { CheckedEvent } from "../transfer/check-events.ts";
import { ImportError } from "../transfer/import-error.ts";
import { type Planner, planBare, planRecorded } from "../transfer/plan-import.ts";
import type { FileItem } from "../transfer/read-file.ts";
import { bookOf, type History } from "../views/history.ts";

/** What a file is laid beside. */
interface PlannedFor {
  readonly log: EventLog;
  readonly history: History;
}

/** Plans the items of a file, whichever of the two kinds of events they are. */
export type AnyPlanner = Pick<Planner<never>, "finish"> & {
  take(item: CheckedEvent): RecordedEvent | undefined;
};

/** The planner for the events of a file that begins with an item. Nothing may be written before it is there. */
export async function plannerFor(
  first: FileItem | undefined,
  { history, log }: PlannedFor,
): Promise<AnyPlanner> {
  if (!first || first.kind === "classic") return WITHOUT_EVENTS;
  const head = history.head();
  const at = head.position;
  const rules = createRuleChecker(bookOf(history, at));
  if (first.kind === "recorded") {
    const before = positionAfter(first.event.position, -1);
    const [anchor = EMPTY_HEAD] =
      before > START && before <= at ? await log.read({ from: before, to: before }) : [];
    return planRecorded({ head, hashAt: hashesAfter(anchor, history) }, rules) as AnyPlanner;
  }
  const ids = createNameTable();
  const commands = createNameTable();
  for (const { id, meta } of history.eventsUpTo(at)) {
    ids.addName(id);
    commands.addName(meta.commandId);
  }
  const end = {
    head,
    versionOf: (stream: RecordedEvent["stream"]) => history.versionOf(stream, at),
    hasEvent: (id: RecordedEvent["id"]) => ids.find(id) >= 0,
    hasCommand: (id: RecordedEvent["meta"]["commandId"]) => commands.find(id) >= 0,
  };
  return planBare(end, rules) as AnyPlanner;
}

// All items of a file are of one kind: no event comes after a command, nor into an empty list.
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
