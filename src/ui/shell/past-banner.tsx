import { lazy, Suspense, useState } from "react";
import { Link, useLocation } from "wouter";
import { newerCount } from "../../store/book-store.ts";
import { useBook, useServices } from "../book-context.tsx";
import { CompareButton } from "../compare/compare-button.tsx";
import { formatDay, formatMoment } from "../format.ts";
import { Button, buttonClass } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { openedRecord, wayToRestore } from "../restored-moment.ts";
import { texts } from "../texts/texts.ts";
import styles from "./shell.module.css";

const BranchForm = lazy(async () => ({ default: (await import("../branch-form.tsx")).BranchForm }));

/** Says that the past is on the screen, how much is hidden, and leads back, or into another future. */
export function PastBanner() {
  const { history, time } = useServices().session;
  const cursor = useBook((state) => state.cursor);
  const head = useBook((state) => state.head.position);
  const book = useBook((state) => state.book.id);
  const newer = useBook(newerCount);
  const [location] = useLocation();
  const [isBranching, setIsBranching] = useState(false);
  if (cursor === "live") return null;
  const moment = history.event(cursor)?.meta.occurredAt;
  const hidden = texts.past.hidden(head - cursor);
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="past"
        actions={
          <>
            <CompareButton from={cursor} to={head}>
              {texts.past.compare}
            </CompareButton>
            {!isBranching && (
              <Button onClick={() => setIsBranching(true)}>{texts.past.branch}</Button>
            )}
            <Link to={wayToRestore(cursor, openedRecord(location))} className={buttonClass()}>
              {texts.past.restore}
            </Link>
            <Button look="primary" onClick={() => time.goTo("live")}>
              {texts.past.return}
            </Button>
          </>
        }
      >
        <strong>
          {texts.past.viewing(moment === undefined ? texts.past.beginning : formatMoment(moment))}
        </strong>{" "}
        {newer > 0 ? texts.past.newer(hidden, newer) : texts.past.readOnly(hidden)}
      </Notice>
      {isBranching && (
        <Suspense fallback={null}>
          <div className={styles["branching"]}>
            <BranchForm
              of={book}
              at={cursor}
              suggestion={
                moment === undefined ? texts.past.whatIf : texts.past.whatIfOf(formatDay(moment))
              }
              onLeave={() => setIsBranching(false)}
            />
          </div>
        </Suspense>
      )}
    </div>
  );
}
