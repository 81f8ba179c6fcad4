import { useEffect, useState } from "react";
import { countTabs } from "../../../application/diagnostics/tab-count.ts";
import type { BookId } from "../../../domain/ids.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

interface DiscardBranchProps {
  /** The book to go to afterwards; the last one when empty. */
  readonly origin: BookId | "";
  onLeave(): void;
}

/** Asks once more before a branch is deleted, and deletes it. */
export function DiscardBranch({ origin, onLeave }: DiscardBranchProps) {
  const { catalog, session, openBook } = useServices();
  const book = useBook((state) => state.book);
  const head = useBook((state) => state.head.position);
  const [tabs, setTabs] = useState(1);
  const [problem, setProblem] = useState<string>();
  const own = head - (book.branchOf?.at ?? 0);

  useEffect(() => {
    countTabs(book.id).then((count = 1) => setTabs(count));
  }, [book.id]);

  const discard = async () => {
    try {
      session.log.close();
      await catalog.remove(book.id);
      openBook(origin);
    } catch (error) {
      setProblem(sayError(error));
    }
  };
  return (
    <Notice
      tone="refused"
      actions={
        <>
          <Button look="danger" onClick={discard}>
            {rooms.branch.discardForGood}
          </Button>
          <Button look="quiet" onClick={onLeave}>
            {rooms.branch.keep}
          </Button>
        </>
      }
    >
      {problem ?? rooms.branch.discardMeans(own)}
      {tabs > 1 && rooms.branch.otherTabs}
    </Notice>
  );
}
