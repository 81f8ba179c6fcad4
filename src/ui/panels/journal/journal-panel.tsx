import { useState } from "react";
import { START } from "../../../eventlog/envelope.ts";
import type { JournalRow } from "../../../views/journal.ts";
import { SaveTable } from "../../actions/save-table.tsx";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { attemptsFile } from "../../table-files/attempts-file.ts";
import { useTableQuery } from "../../use-table-view.ts";
import { JournalDetail } from "./journal-detail.tsx";
import { JournalFilters } from "./journal-filters.tsx";
import { JournalTable } from "./journal-table.tsx";
import { useJournal } from "./use-journal.ts";

/** Every attempt up to the cursor, accepted and refused, and one of them opened. */
export function JournalPanel() {
  const { log, history } = useServices().session;
  const at = useShownPosition();
  const [filter, setFilter] = useTableQuery("attempts");
  const [opened, setOpened] = useState<JournalRow["commandId"]>();
  const { rows, reached, searching, problem, further } = useJournal(filter, at);
  const shown = rows.find(({ commandId }) => commandId === opened);
  return (
    <section className={styles["panel"]} aria-labelledby="journal-title">
      <header className={styles["header"]}>
        <div>
          <h1 id="journal-title">Journal</h1>
          <p className={styles["sub"]}>
            What people and workflows asked of this book, accepted or refused.
          </p>
        </div>
        <p className={styles["soft"]} role="status">
          {searching
            ? "Searching…"
            : `${formatCount(rows.length)} ${rows.length === 1 ? "attempt" : "attempts"}${reached > START ? `, back to event ${formatCount(reached + 1)}` : ""}`}
        </p>
        <SaveTable what="attempts" begin={(moment) => attemptsFile(log, history, filter, moment)} />
      </header>
      <JournalFilters filter={filter} onChange={setFilter} />
      {problem && <Notice tone="refused">{problem}</Notice>}
      {reached > START && !searching && (
        <Notice tone="past" actions={<Button onClick={further}>Look further back</Button>}>
          The search rests at event {formatCount(reached + 1)} of {formatCount(at)}.
        </Notice>
      )}
      <div className={styles["split"]}>
        <JournalTable
          rows={rows}
          opened={opened}
          onOpen={setOpened}
          empty={
            searching
              ? "Searching…"
              : Object.keys(filter).length > 0
                ? "No attempt fits these filters at this moment."
                : "Nothing has been asked of this book at this moment."
          }
        />
        <aside className={styles["side"]} aria-label="Attempt">
          {shown ? (
            <JournalDetail row={shown} />
          ) : (
            <p className={styles["soft"]}>Choose an attempt to see what it asked for.</p>
          )}
        </aside>
      </div>
    </section>
  );
}
