import { useEffect, useRef, useState } from "react";
import { type JournalPage, searchJournal } from "../../../application/session/journal-search.ts";
import { type Position, START } from "../../../eventlog/envelope.ts";
import { sayError } from "../../../eventlog/errors.ts";
import type { JournalFilter } from "../../../read-model/queries/journal-rows.ts";
import { useBook, useServices } from "../../context/book-context.tsx";

/** Milliseconds of rest before the journal is read for another moment. */
const REST = 80;

/** A search of the journal as of a position. */
export interface JournalSearch extends JournalPage {
  readonly searching: boolean;
  readonly problem: string | undefined;
  /** Whether every attempt that fits was found. */
  readonly isWhole: boolean;
  /** Goes on where the search rested, until there are so many rows; one step when not told. */
  further(rows?: number): void;
}

/** So many rows are there after any step. */
const ONE_STEP = 0;

/**
 * Searches the journal again whenever the filter, the moment or the journal changes; shows what it
 * had until then.
 * @param isHeld while it is true, the journal is the one that it was before.
 */
export function useJournal(filter: JournalFilter, now: Position, isHeld: boolean): JournalSearch {
  const { log, history } = useServices().session;
  const newest = { at: now, refusals: useBook((state) => state.refusals) };
  const seen = useRef(newest);
  if (!isHeld) seen.current = newest;
  const { at, refusals } = seen.current;
  const [page, setPage] = useState<JournalPage>({ rows: [], reached: START });
  const [searching, setSearching] = useState(true);
  const [problem, setProblem] = useState<string>();
  const turn = useRef(0);

  // Puts what is found behind what is there.
  const search = async (begin: JournalPage, most: number): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    setSearching(true);
    try {
      let all = begin;
      do {
        const found = await searchJournal(log, history, filter, all.reached);
        if (mine !== turn.current) return;
        all = { rows: [...all.rows, ...found.rows], reached: found.reached };
        setPage(all);
      } while (all.reached > START && all.rows.length < most);
      setProblem(undefined);
    } catch (error) {
      if (mine !== turn.current) return;
      setProblem(sayError(error));
    }
    setSearching(false);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `refusals` says that the journal grew; `search` is made anew each time
  useEffect(() => {
    const timer = setTimeout(() => search({ rows: [], reached: at }, ONE_STEP), REST);
    return () => clearTimeout(timer);
  }, [filter, at, refusals]);

  return {
    // Until it has been read for this moment, nothing of what comes later.
    rows: page.rows.filter((row) => row.at <= at),
    reached: page.reached,
    searching,
    problem,
    isWhole: !searching && page.reached === START,
    further: (rows = ONE_STEP) => search(page, rows),
  };
}
