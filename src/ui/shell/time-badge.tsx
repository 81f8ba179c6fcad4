import { ChevronsLeft, Circle, GitBranch } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useBook, useServices } from "../context/book-context.tsx";
import { Moment } from "../describe/moment.tsx";
import { useIsNarrow } from "../hooks/use-window-size.ts";
import { formatDay, formatMoment } from "../i18n/format.ts";
import { texts } from "../i18n/texts.ts";
import styles from "./shell.module.css";

/** Which moment of which kind of book is on the screen, in colour, sign and words. */
export function TimeBadge() {
  const { history } = useServices().session;
  const cursor = useBook((state) => state.cursor);
  const head = useBook((state) => state.head.position);
  const name = useBook((state) => state.book.name);
  const isBranch = useBook((state) => state.book.branchOf !== undefined);
  const isPast = cursor !== "live";
  // The book's name keeps its place.
  const isNarrow = useIsNarrow();
  const formatTime = isNarrow ? formatDay : formatMoment;
  const time = isPast ? history.event(cursor)?.meta.occurredAt : undefined;

  if (isPast) {
    return (
      <Badge mode="past" isNarrow={isNarrow}>
        <ChevronsLeft size={16} aria-hidden="true" />
        <span>
          {texts.badge.past(
            time === undefined ? texts.badge.beginning : <Moment time={time} format={formatTime} />,
            cursor,
            wideOnly,
          )}
        </span>
      </Badge>
    );
  }
  if (isBranch) {
    return (
      <Badge mode="branch" isNarrow={isNarrow}>
        <GitBranch size={14} aria-hidden="true" />
        <span className={styles["branchName"]}>{texts.badge.branch(name, wideOnly)}</span>
        <span>{texts.badge.at(head)}</span>
      </Badge>
    );
  }
  return (
    <Badge mode="live" isNarrow={isNarrow}>
      <Circle size={10} fill="currentColor" aria-hidden="true" />
      {texts.badge.live(head)}
    </Badge>
  );
}

interface BadgeProps {
  readonly mode: "live" | "past" | "branch";
  readonly isNarrow: boolean;
  readonly children: ReactNode;
}

// On a narrow screen it opens all of the timeline; elsewhere that is there already.
function Badge({ mode, isNarrow, children }: BadgeProps) {
  const { store } = useServices().session;
  const isOpen = useBook((state) => state.isTimeSheetOpen);
  const look = { className: styles["badge"], "data-mode": mode };
  if (isNarrow) {
    return (
      <button
        type="button"
        {...look}
        title={texts.badge.open}
        aria-expanded={isOpen}
        onClick={() => store.setState({ isTimeSheetOpen: !isOpen })}
      >
        {children}
      </button>
    );
  }
  if (mode === "branch") {
    return (
      <Link to="/branch" {...look}>
        {children}
      </Link>
    );
  }
  return <span {...look}>{children}</span>;
}

function wideOnly(words: string) {
  return <span className={styles["wide"]}>{words}</span>;
}
