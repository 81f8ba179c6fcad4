import { useState } from "react";
import { START } from "../../../eventlog/envelope.ts";
import type { JournalRow } from "../../../read-model/queries/journal-rows.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { ListTop } from "../../components/table/list-header.tsx";
import { useServices, useShownPosition } from "../../context/book-context.tsx";
import { attemptsFile } from "../../files/csv/journal-csv.ts";
import { SaveAs } from "../../files/save-as-button.tsx";
import { useTableQuery } from "../../hooks/use-table-state.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { JournalDetail } from "./journal-detail.tsx";
import { JournalFilters } from "./journal-filters.tsx";
import { JournalTable } from "./journal-table.tsx";
import { PrintJournal } from "./print-journal.tsx";
import { useJournal } from "./use-journal.ts";

/** Every attempt up to the cursor, accepted and refused, and one of them opened. */
export function JournalPanel() {
  const { log, history } = useServices().session;
  const at = useShownPosition();
  const [filter, setFilter] = useTableQuery("attempts");
  const [opened, setOpened] = useState<JournalRow["commandId"]>();
  const [isPrinted, setPrinted] = useState(false);
  const search = useJournal(filter, at, isPrinted);
  const { rows, reached, searching, problem, further } = search;
  const attempts = rooms.journal.attempts(rows.length);
  const shown = rows.find(({ commandId }) => commandId === opened);
  return (
    <section className={styles["panel"]} aria-labelledby="journal-title">
      <ListTop
        id="journal-title"
        title={texts.screens.journal}
        sub={rooms.journal.sub}
        isFiltered={Object.keys(filter).length > 0}
        files={
          <>
            <p className={styles["soft"]} role="status">
              {searching
                ? texts.common.searching
                : reached > START
                  ? rooms.journal.backTo(attempts, reached + 1)
                  : attempts}
            </p>
            <SaveAs
              what={rooms.files.attempts}
              begin={(moment) => attemptsFile(log, history, filter, moment)}
            />
            <PrintJournal search={search} isWanted={isPrinted} setWanted={setPrinted} />
          </>
        }
      >
        <JournalFilters filter={filter} onChange={setFilter} />
      </ListTop>
      {problem && <Notice tone="refused">{problem}</Notice>}
      {reached > START && !searching && (
        <div className={styles["toolbar"]}>
          <Button small onClick={() => further()}>
            {rooms.journal.further}
          </Button>
          <p className={styles["soft"]}>{rooms.journal.rests(reached + 1, at)}</p>
        </div>
      )}
      <div className={styles["split"]}>
        <JournalTable
          rows={rows}
          opened={opened}
          onOpen={setOpened}
          printedNote={
            reached > START ? rooms.journal.printed(rows.length, reached + 1) : undefined
          }
          empty={
            searching
              ? texts.common.searching
              : Object.keys(filter).length > 0
                ? rooms.journal.noneFits
                : rooms.journal.none
          }
        />
        <aside className={styles["side"]} aria-label={rooms.journal.one}>
          {shown ? (
            <JournalDetail row={shown} />
          ) : (
            <p className={styles["soft"]}>{rooms.journal.choose}</p>
          )}
        </aside>
      </div>
    </section>
  );
}
