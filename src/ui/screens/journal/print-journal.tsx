import { useEffect, useRef } from "react";
import { Button } from "../../components/button.tsx";
import { MOST_PRINTED_ROWS } from "../../components/table/printed-table.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import type { JournalSearch } from "./use-journal.ts";

interface PrintJournalProps {
  readonly search: JournalSearch;
  /** Whether it is being read to be printed: meanwhile the search has to stay as it is. */
  readonly isWanted: boolean;
  setWanted(isWanted: boolean): void;
}

/** Reads the journal to its end and prints it, by a button and by the browser's key. */
export function PrintJournal({ search, isWanted, setWanted }: PrintJournalProps) {
  const { searching, problem, isWhole, rows } = search;
  const isReady = !searching && (isWhole || rows.length >= MOST_PRINTED_ROWS);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `search` is made anew each time
  useEffect(() => {
    if (!isWanted || searching) return;
    // Behind this effect: within it React could not draw the paper in time.
    if (isReady) setTimeout(() => window.print());
    if (isReady || problem !== undefined) setWanted(false);
    else search.further(MOST_PRINTED_ROWS);
  }, [isWanted, searching, isReady, problem]);

  const isWholeNow = useRef(isReady);
  isWholeNow.current = isReady;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPrintKey = event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey);
      if (!isPrintKey || event.shiftKey || event.altKey || isWholeNow.current) return;
      event.preventDefault();
      setWanted(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [setWanted]);

  return (
    <Button aria-label={rooms.journal.print} onClick={() => setWanted(true)}>
      {rooms.print.print}
    </Button>
  );
}
