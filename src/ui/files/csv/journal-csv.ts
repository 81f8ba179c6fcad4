import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import { searchJournal } from "../../../application/session/journal-search.ts";
import { sayRefusal } from "../../../domain/describe-rejection.ts";
import { type Position, START } from "../../../eventlog/envelope.ts";
import type { EventLog } from "../../../eventlog/event-log.ts";
import { timeCell } from "../../../formats/csv-writer.ts";
import type { JournalFilter, JournalRow } from "../../../read-model/queries/journal-rows.ts";
import type { History } from "../../../read-model/read-model.ts";
import { csvOf, type FileColumn, type FilePage } from "./csv-table.ts";

const COLUMNS: readonly FileColumn<JournalRow>[] = [
  { head: "command", cell: ({ type = "Imported" }) => type },
  { head: "outcome", cell: ({ outcome }) => outcome },
  { head: "client", cell: ({ client }) => client },
  { head: "rule", cell: ({ rule }) => rule },
  { head: "reason", cell: ({ rule }) => rule && sayRefusal(rule) },
  { head: "event", cell: ({ at }) => at },
  { head: "date", cell: ({ recordedAt }) => timeCell(recordedAt) },
];

/** All attempts up to a position that fit a filter as a CSV file, the newest first. What was asked for stays in the book. */
export function attemptsFile(
  log: EventLog,
  history: History,
  filter: JournalFilter,
  at: Position,
): FileSteps {
  return csvOf(COLUMNS, attemptPages(log, history, filter, at));
}

// Further back than the screen, which rests on its way.
async function* attemptPages(
  log: EventLog,
  history: History,
  filter: JournalFilter,
  at: Position,
): AsyncGenerator<FilePage<JournalRow>> {
  let reached = at;
  do {
    const page = await searchJournal(log, history, filter, reached);
    reached = page.reached;
    yield { rows: page.rows, done: at - reached, total: at };
  } while (reached > START);
}
