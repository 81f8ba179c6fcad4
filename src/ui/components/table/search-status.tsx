import { texts } from "../../i18n/texts.ts";
import { Button } from "../button.tsx";
import styles from "../layout.module.css";

interface RowsFoundProps {
  readonly text: string;
  readonly count: number;
  readonly searching: boolean;
}

/** How a search goes, in a quiet line that is read out when there is time; the same room when nothing is searched. */
export function RowsFound({ text, count, searching }: RowsFoundProps) {
  const found = texts.common.found(count);
  const isSearch = text.trim() !== "";
  const now = isSearch ? texts.common.searchingFound(found) : texts.common.sorting;
  return (
    <p className={styles["found"]} role="status" aria-label={texts.top.search}>
      {searching ? now : isSearch && found}
    </p>
  );
}

interface NothingFoundProps {
  readonly searching: boolean;
  /** What empties the table. */
  readonly words: string;
  onClear(): void;
}

/** In place of rows, where a search found none: what empties the table, and the way on. */
export function NothingFound({ searching, words, onClear }: NothingFoundProps) {
  if (searching) return texts.common.searching;
  return (
    <>
      <p>{words}</p>
      <Button onClick={onClear}>{texts.common.clearSearch}</Button>
    </>
  );
}
