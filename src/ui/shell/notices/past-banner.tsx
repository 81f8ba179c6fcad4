import { lazy, Suspense, useState } from "react";
import { Link, useLocation } from "wouter";
import { newerCount } from "../../../application/store/book-store.ts";
import { Button, buttonClass } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { openedRecord, wayToRestore } from "../../context/restored-moment.ts";
import { sayMoment } from "../../describe/describe-moment.ts";
import { useDraft } from "../../forms/use-draft.ts";
import { formatDay } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { CompareButton } from "../../provenance/compare-button.tsx";
import styles from "../shell.module.css";

const BranchForm = lazy(async () => ({
  default: (await import("../../forms/branch-form.tsx")).BranchForm,
}));

/** Says that the past is on the screen, how much is hidden, and leads back, or into another future. */
export function PastBanner() {
  const { history, time } = useServices().session;
  const cursor = useBook((state) => state.cursor);
  const head = useBook((state) => state.head.position);
  const book = useBook((state) => state.book.id);
  const newer = useBook(newerCount);
  const [location] = useLocation();
  const [{ text: halfTyped }] = useDraft(`branch-${book}`);
  const [isBranching, setIsBranching] = useState(halfTyped !== undefined);
  if (cursor === "live") return null;
  const moment = history.event(cursor)?.meta.occurredAt;
  const hidden = rooms.past.hidden(head - cursor);
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="past"
        actions={
          <>
            <CompareButton from={cursor} to={head}>
              {rooms.past.compare}
            </CompareButton>
            {!isBranching && (
              <Button onClick={() => setIsBranching(true)}>{rooms.past.branch}</Button>
            )}
            <Link to={wayToRestore(cursor, openedRecord(location))} className={buttonClass()}>
              {rooms.past.restore}
            </Link>
            <Button look="primary" onClick={() => time.goTo("live")}>
              {rooms.past.return}
            </Button>
          </>
        }
      >
        <strong>
          {rooms.past.viewing(moment === undefined ? rooms.past.beginning : sayMoment(moment))}
        </strong>{" "}
        {newer > 0 ? rooms.past.newer(hidden, newer) : rooms.past.readOnly(hidden)}
      </Notice>
      {isBranching && (
        <Suspense fallback={null}>
          <div className={styles["branching"]}>
            <BranchForm
              of={book}
              at={cursor}
              suggestion={
                moment === undefined ? rooms.past.whatIf : rooms.past.whatIfOf(formatDay(moment))
              }
              onLeave={() => setIsBranching(false)}
            />
          </div>
        </Suspense>
      )}
    </div>
  );
}
