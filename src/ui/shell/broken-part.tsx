import { navigate } from "wouter/use-hash-location";
import { sayError } from "../../eventlog/errors.ts";
import { useSaveLog } from "../actions/use-save-log.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import styles from "../parts/panel.module.css";
import { rooms } from "../texts/rooms.ts";

/** What of the app cannot be drawn. */
export type Part = keyof typeof rooms.broken.parts;

interface BrokenPartProps {
  readonly part: Part;
  readonly error: unknown;
  onRetry(): void;
}

/** What stands in place of a part that failed: why, that the book is safe, and the ways on. */
export function BrokenPart({ part, error, onRetry }: BrokenPartProps) {
  const { save, problem } = useSaveLog();
  const isMain = part === "screen" || part === "book";
  return (
    <section className={styles["panel"]} aria-label={rooms.broken.parts[part]}>
      {isMain && <h1 tabIndex={-1}>{rooms.broken.parts[part]}</h1>}
      <Notice tone="refused">
        {rooms.broken.means(rooms.broken.parts[part], sayError(error))}
      </Notice>
      <div className={styles["buttons"]}>
        <Button look="primary" onClick={onRetry}>
          {rooms.broken.again}
        </Button>
        <Button onClick={() => location.reload()}>{rooms.notices.reload}</Button>
        <Button onClick={save}>{rooms.notices.exportGood}</Button>
        {isMain && (
          <Button onClick={() => [navigate("/books"), onRetry()]}>{rooms.broken.books}</Button>
        )}
      </div>
      {problem && <Notice tone="refused">{rooms.notices.exportFailed(problem)}</Notice>}
    </section>
  );
}
