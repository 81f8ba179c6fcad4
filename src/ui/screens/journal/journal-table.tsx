import { sayRefusal } from "../../../domain/describe-rejection.ts";
import type { JournalRow } from "../../../read-model/queries/journal-rows.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { Moment } from "../../describe/moment.tsx";
import { useTablePlace } from "../../hooks/use-table-state.ts";
import { formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { OutcomeChip } from "./attempt-outcome.tsx";
import { nameless } from "./nameless.ts";

interface JournalTableProps {
  readonly rows: readonly JournalRow[];
  readonly opened: JournalRow["commandId"] | undefined;
  readonly empty: string;
  readonly printedNote: string | undefined;
  onOpen(id: JournalRow["commandId"]): void;
}

/** Attempts, the newest first. */
export function JournalTable({ rows, opened, empty, printedNote, onOpen }: JournalTableProps) {
  const columns: readonly Column<JournalRow>[] = [
    {
      title: rooms.journal.command,
      width: "minmax(120px, 1fr)",
      cell: ({ commandId, outcome, at, type = nameless({ outcome }) }) => (
        <Button
          small
          look="quiet"
          aria-pressed={commandId === opened}
          aria-label={rooms.journal.open(type, rooms.outcomes[outcome], at)}
          onClick={() => onOpen(commandId)}
        >
          <strong>{type}</strong>
        </Button>
      ),
    },
    {
      title: rooms.journal.outcome,
      width: "92px",
      cell: (row) => <OutcomeChip outcome={row.outcome} />,
    },
    { title: rooms.labels.client, width: "minmax(80px, 1fr)", cell: ({ client }) => client },
    {
      title: rooms.journal.why,
      wraps: true,
      width: "minmax(90px, 2fr)",
      room: "medium",
      cell: ({ rule }) => rule && <span className={styles["soft"]}>{sayRefusal(rule)}</span>,
    },
    {
      title: rooms.journal.recorded,
      room: "medium",
      width: "minmax(100px, 158px)",
      cell: ({ recordedAt }) => (
        <span className={styles["soft"]}>
          <Moment time={recordedAt} format={formatMoment} />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={rooms.journal.table}
      columns={columns}
      count={rows.length}
      place={useTablePlace("attempts")}
      rowAt={(index) => rows[index]}
      keyOf={(index) => rows[index]?.commandId ?? index}
      indexOf={(key) => rows.findIndex(({ commandId }) => commandId === key)}
      onOpen={({ commandId }) => onOpen(commandId)}
      isSelected={({ commandId }) => commandId === opened}
      empty={empty}
      printedNote={printedNote}
    />
  );
}
