import { useEffect, useState } from "react";
import type { BookEntry } from "../../../application/books/book-catalog.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { BranchForm } from "../../forms/branch-form.tsx";
import { useDraft } from "../../forms/use-draft.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** In a book that is no branch: how to make one, and those it has. */
export function BranchesHere() {
  const { catalog, openBook } = useServices();
  const id = useBook((state) => state.book.id);
  const at = useShownPosition();
  const [{ text: halfTyped }] = useDraft(`branch-${id}`);
  const [isBranching, setIsBranching] = useState(halfTyped !== undefined);
  const [branches, setBranches] = useState<readonly BookEntry[]>([]);
  useEffect(() => {
    catalog.list().then(
      (books) => setBranches(books.filter(({ branchOf }) => branchOf?.book === id)),
      () => setBranches([]),
    );
  }, [catalog, id]);
  return (
    <section className={panel["panel"]} aria-labelledby="branch-title">
      <header>
        <ScreenTitle id="branch-title">{rooms.branch.none}</ScreenTitle>
        <p className={panel["sub"]}>{rooms.branch.noneMeans}</p>
      </header>
      {isBranching ? (
        <BranchForm
          of={id}
          at={at}
          suggestion={rooms.past.whatIf}
          onLeave={() => setIsBranching(false)}
        />
      ) : (
        <div>
          <Button look="primary" onClick={() => setIsBranching(true)}>
            {rooms.branch.fromHere}
          </Button>
        </div>
      )}
      {branches.length > 0 && (
        <ul className={panel["lines"]} aria-label={rooms.branch.ofThisBook}>
          {branches.map((branch) => (
            <li key={branch.id}>
              <span>
                {branch.name}{" "}
                <span className={panel["soft"]}>
                  {rooms.branch.afterEvent(branch.branchOf?.at ?? 0)}
                </span>
              </span>
              <Button
                small
                aria-label={rooms.branch.openOne(branch.name)}
                onClick={() => openBook(branch.id)}
              >
                {rooms.branch.open}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
