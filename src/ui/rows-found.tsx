import { formatCount } from "./format.ts";
import { Button } from "./parts/button.tsx";
import styles from "./parts/panel.module.css";

interface RowsFoundProps {
  readonly text: string;
  readonly count: number;
  readonly searching: boolean;
}

/** How a search goes, in a quiet line that is read out when there is time; the same room when nothing is searched. */
export function RowsFound({ text, count, searching }: RowsFoundProps) {
  const found = `${formatCount(count)} found`;
  const isSearch = text.trim() !== "";
  return (
    <p className={styles["found"]} role="status" aria-label="Search">
      {isSearch ? (searching ? `Searching… ${found}` : found) : searching ? "Sorting…" : ""}
    </p>
  );
}

interface NothingFoundProps {
  readonly text: string;
  readonly searching: boolean;
  /** What was searched, as in “No order fits …”. */
  readonly what: string;
  onClear(): void;
}

/** In place of rows, where a search found none: what empties the table, and the way on. */
export function NothingFound({ text, searching, what, onClear }: NothingFoundProps) {
  if (searching) return "Searching…";
  return (
    <>
      <p>
        No {what} fits “{text.trim()}” at this moment.
      </p>
      <Button onClick={onClear}>Clear search</Button>
    </>
  );
}
