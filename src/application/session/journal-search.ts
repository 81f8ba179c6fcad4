import { type Position, START } from "../../eventlog/envelope.ts";
import type { EventLog, JournalEntry } from "../../eventlog/event-log.ts";
import {
  type JournalFilter,
  type JournalRow,
  journalRow,
  matchesJournal,
} from "../../read-model/queries/journal-rows.ts";
import type { History } from "../../read-model/read-model.ts";

/** What a search found, the newest first. */
export interface JournalPage {
  readonly rows: readonly JournalRow[];
  /** The search has seen everything after this position; `START` when it is through. */
  readonly reached: Position;
}

/** Positions that are read at once. */
const WINDOW = 1_000;
/** A search rests when it has found so many rows … */
const ENOUGH = 200;
/** … or has read so many positions: the way on is the person's to choose. */
const FARTHEST = 50_000;

/**
 * Looks through the journal from a position backwards, window by window, so that neither time nor memory grows with the
 * log. Goes on where it rested when it is called with `reached`.
 */
export async function searchJournal(
  log: EventLog,
  history: History,
  filter: JournalFilter,
  from: Position,
): Promise<JournalPage> {
  const rowsOf = (entries: readonly JournalEntry[]) =>
    entries
      .map((entry) => journalRow(entry, history))
      .filter((row) => matchesJournal(row, filter))
      .reverse();
  if (filter.outcome === "refused" || filter.rule !== undefined) {
    return { rows: rowsOf(await log.journal({ outcome: "refused", to: from })), reached: START };
  }
  const rows: JournalRow[] = [];
  let to = from;
  do {
    const first = Math.max(to - WINDOW, START) + 1;
    rows.push(...rowsOf(await log.journal({ from: first as Position, to })));
    to = (first - 1) as Position;
  } while (to > START && rows.length < ENOUGH && from - to < FARTHEST);
  return { rows, reached: to };
}
