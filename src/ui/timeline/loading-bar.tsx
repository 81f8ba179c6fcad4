import { useBook } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import styles from "./timeline.module.css";

/** A thin line along the timeline, as far as the events behind it are there; gone once all are. */
export function ReadingLine() {
  const head = useBook((state) => state.head.position);
  const unread = useBook((state) => state.unread);
  if (unread === 0) return null;
  return (
    <progress
      className={styles["reading"]}
      aria-label={texts.opening.history}
      value={head - unread}
      max={head}
    />
  );
}
