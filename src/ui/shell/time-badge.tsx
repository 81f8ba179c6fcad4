import { ChevronsLeft, Circle, GitBranch } from "lucide-react";
import { useEffect } from "react";
import { Link } from "wouter";
import { useBook, useServices } from "../book-context.tsx";
import { formatDay, formatMoment } from "../format.ts";
import { texts } from "../texts/texts.ts";
import { useIsNarrow } from "../use-is-narrow.ts";
import styles from "./shell.module.css";

/** Which moment of which kind of book is on the screen, in colour, sign and words; the tab's title says it too. */
export function TimeBadge() {
  const { history } = useServices().session;
  const cursor = useBook((state) => state.cursor);
  const head = useBook((state) => state.head.position);
  const name = useBook((state) => state.book.name);
  const isBranch = useBook((state) => state.book.branchOf !== undefined);
  const isPast = cursor !== "live";
  // The book's name keeps its place.
  const formatTime = useIsNarrow() ? formatDay : formatMoment;
  const time = isPast ? history.event(cursor)?.meta.occurredAt : undefined;

  useEffect(() => {
    const sign = isPast ? "⏪ " : isBranch ? "⑂ " : "";
    document.title = `${sign}${texts.badge.title(name)}`;
  }, [isPast, isBranch, name]);

  if (isPast) {
    return (
      <span className={styles["badge"]} data-mode="past">
        <ChevronsLeft size={16} aria-hidden="true" />
        <span>
          {texts.badge.past(
            time === undefined ? texts.badge.beginning : formatTime(time),
            cursor,
            wideOnly,
          )}
        </span>
      </span>
    );
  }
  if (isBranch) {
    return (
      <Link to="/branch" className={styles["badge"]} data-mode="branch">
        <GitBranch size={14} aria-hidden="true" />
        <span className={styles["branchName"]}>{texts.badge.branch(name, wideOnly)}</span>
        <span>{texts.badge.at(head)}</span>
      </Link>
    );
  }
  return (
    <span className={styles["badge"]} data-mode="live">
      <Circle size={10} fill="currentColor" aria-hidden="true" />
      {texts.badge.live(head)}
    </span>
  );
}

function wideOnly(words: string) {
  return <span className={styles["wide"]}>{words}</span>;
}
