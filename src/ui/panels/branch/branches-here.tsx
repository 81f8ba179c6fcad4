import { useEffect, useState } from "react";
import type { BookEntry } from "../../../eventlog/book-catalog.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import panel from "../../parts/panel.module.css";

/** In a book that is no branch: how to make one, and those it has. */
export function BranchesHere() {
  const { catalog, openBook } = useServices();
  const id = useBook((state) => state.book.id);
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
        <h1 id="branch-title">Branches</h1>
        <p className={panel["sub"]}>
          This book is no branch. Go to a moment of its past and choose “Branch from here” to try
          what if.
        </p>
      </header>
      {branches.length > 0 && (
        <ul className={panel["lines"]} aria-label="Branches of this book">
          {branches.map((branch) => (
            <li key={branch.id}>
              <span>
                {branch.name}{" "}
                <span className={panel["soft"]}>
                  after event {formatCount(branch.branchOf?.at ?? 0)}
                </span>
              </span>
              <Button small aria-label={`Open ${branch.name}`} onClick={() => openBook(branch.id)}>
                Open
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
