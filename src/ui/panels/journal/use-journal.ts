import { useEffect, useRef, useState } from "react";
import { type Position, START } from "../../../eventlog/envelope.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { type JournalPage, searchJournal } from "../../../store/search-journal.ts";
import type { JournalFilter } from "../../../views/journal.ts";
import { useBook, useServices } from "../../book-context.tsx";

/** Milliseconds of rest before the journal is read for another moment. */
const REST = 80;

/** A search of the journal as of a position. */
export interface JournalSearch extends JournalPage {
  readonly searching: boolean;
  readonly problem: string | undefined;
  /** Goes on where the search rested. */
  further(): void;
}

/** Searches the journal again whenever the filter, the moment or the journal changes; shows what it had until then. */
export function useJournal(filter: JournalFilter, at: Position): JournalSearch {
  const { log, history } = useServices().session;
  const refusals = useBook((state) => state.refusals);
  const [page, setPage] = useState<JournalPage>({ rows: [], reached: START });
  const [searching, setSearching] = useState(true);
  const [problem, setProblem] = useState<string>();
  const turn = useRef(0);

  const search = async (from: Position, before: JournalPage["rows"]): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    setSearching(true);
    try {
      const found = await searchJournal(log, history, filter, from);
      if (mine !== turn.current) return;
      setPage({ rows: [...before, ...found.rows], reached: found.reached });
      setProblem(undefined);
    } catch (error) {
      if (mine !== turn.current) return;
      setProblem(sayError(error));
    }
    setSearching(false);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `refusals` says that the journal grew; `search` is made anew each time
  useEffect(() => {
    const timer = setTimeout(() => search(at, []), REST);
    return () => clearTimeout(timer);
  }, [filter, at, refusals]);

  return {
    // Until it has been read for this moment, nothing of what comes later.
    rows: page.rows.filter((row) => row.at <= at),
    reached: page.reached,
    searching,
    problem,
    further: () => search(page.reached, page.rows),
  };
}
