import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import type { EpochMs, StreamName, StreamVersion } from "../../../eventlog/envelope.ts";
import { type Position, positionAfter } from "../../../eventlog/envelope.ts";
import { timeCell } from "../../../formats/csv-writer.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import { wholeFeedOf } from "../../../read-model/queries/client-activity.ts";
import type { History } from "../../../read-model/read-model.ts";
import { csvOf, type FileColumn, pagesOf, whileWorking } from "./csv-table.ts";

/** What is told of an event: what it carries stays in the book, for there are secrets in it. */
interface ToldEvent {
  readonly position: Position;
  readonly type: string;
  readonly stream: StreamName;
  readonly version: StreamVersion;
  readonly occurredAt: EpochMs;
}

const COLUMNS: readonly FileColumn<ToldEvent>[] = [
  { head: "event", cell: ({ position }) => position },
  { head: "type", cell: ({ type }) => type },
  { head: "stream", cell: ({ stream }) => stream },
  { head: "version", cell: ({ version }) => version },
  { head: "date", cell: ({ occurredAt }) => timeCell(occurredAt) },
];

/** All events up to a position as a CSV file, the newest first. */
export function eventsFile(history: History, at: Position): FileSteps {
  const rowAt = (index: number): ToldEvent | undefined => {
    const event = history.event(positionAfter(at, -index));
    return event && { ...event, occurredAt: event.meta.occurredAt };
  };
  return csvOf(COLUMNS, pagesOf(at, rowAt));
}

/** All that happened to one client by a position as a CSV file, the newest first. */
export function clientFeedFile(history: History, id: ClientRow["id"], at: Position): FileSteps {
  return csvOf(COLUMNS, pagesOfFeed(history, id, at));
}

function* pagesOfFeed(history: History, id: ClientRow["id"], at: Position) {
  const feed = yield* whileWorking(wholeFeedOf(history, id, at));
  yield* pagesOf(feed.length, (index): ToldEvent | undefined => {
    const told = feed[index];
    return told && { ...told, type: told.event.type };
  });
}
