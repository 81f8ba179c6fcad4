import { useEffect, useState } from "react";
import { navigate } from "wouter/use-hash-location";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import { sayError } from "../../eventlog/errors.ts";
import { Button, buttonClass } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { Notice } from "../components/notice.tsx";
import { ScreenTitle } from "../components/screen-title.tsx";
import { useServices } from "../context/book-context.tsx";
import { useSaveLog } from "../files/use-export-log.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";

/** What of the app cannot be drawn. */
export type Part = keyof typeof rooms.broken.parts;

interface BrokenPartProps {
  readonly part: Part;
  readonly error: unknown;
  onRetry(): void;
  /** Where the part can be closed. */
  readonly onClose: (() => void) | undefined;
}

/** What stands in place of a part that failed: why, that the book is safe, and the ways on. */
export function BrokenPart({ part, error, onRetry, onClose }: BrokenPartProps) {
  const { save, problem } = useSaveLog();
  const isMain = part === "screen" || part === "book";
  return (
    <section className={styles["panel"]} aria-label={rooms.broken.parts[part]}>
      {isMain && <ScreenTitle>{rooms.broken.parts[part]}</ScreenTitle>}
      <Notice tone="refused">
        {rooms.broken.means(rooms.broken.parts[part], sayError(error))}
      </Notice>
      <div className={styles["buttons"]}>
        <Button look="primary" onClick={onRetry}>
          {rooms.broken.again}
        </Button>
        {onClose && <Button onClick={() => [onClose(), onRetry()]}>{rooms.broken.close}</Button>}
        <Button onClick={() => location.reload()}>{rooms.notices.reload}</Button>
        <Button onClick={save}>{rooms.notices.exportGood}</Button>
        {part === "screen" && (
          <Button onClick={() => navigate("/books")}>{rooms.broken.books}</Button>
        )}
        {part === "book" && <OtherBooks />}
      </div>
      {problem && <Notice tone="refused">{rooms.notices.exportFailed(problem)}</Notice>}
    </section>
  );
}

/** Where no screen of this book can be drawn, not even that of the books. */
function OtherBooks() {
  const { catalog, session } = useServices();
  const [books, setBooks] = useState<readonly BookEntry[]>([]);
  useEffect(() => {
    catalog.list().then(setBooks, () => {});
  }, [catalog]);
  const others = books.filter(({ id }) => id !== session.store.getState().book.id);
  return others.map(({ id, name }) => (
    <a key={id} className={buttonClass()} href={`?book=${id}`}>
      {texts.opening.other(name)}
    </a>
  ));
}
