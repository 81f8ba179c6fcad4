import { ChevronsLeft, Circle } from "lucide-react";
import { useEffect } from "react";
import { useBook, useServices } from "../book-context.tsx";
import { formatCount, formatDay, formatMoment } from "../format.ts";
import { useIsNarrow } from "../use-is-narrow.ts";
import styles from "./shell.module.css";

/** Which moment is on the screen, in colour, sign and words; the tab's title says it too. */
export function TimeBadge() {
  const { history } = useServices().session;
  const cursor = useBook((state) => state.cursor);
  const head = useBook((state) => state.head.position);
  const name = useBook((state) => state.book.name);
  const isPast = cursor !== "live";
  // The book's name keeps its place.
  const formatTime = useIsNarrow() ? formatDay : formatMoment;
  const time = isPast ? history.event(cursor)?.meta.occurredAt : undefined;

  useEffect(() => {
    document.title = `${isPast ? "⏪ " : ""}${name} · Hindsight`;
  }, [isPast, name]);

  if (!isPast) {
    return (
      <span className={styles["badge"]} data-mode="live">
        <Circle size={10} fill="currentColor" aria-hidden="true" />
        Live · #{formatCount(head)}
      </span>
    );
  }
  return (
    <span className={styles["badge"]} data-mode="past">
      <ChevronsLeft size={16} aria-hidden="true" />
      <span>
        <span className={styles["wide"]}>As of </span>
        {time === undefined ? "the beginning" : formatTime(time)} · #{formatCount(cursor)}
      </span>
    </span>
  );
}
