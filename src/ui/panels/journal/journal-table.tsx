import type { JournalRow } from "../../../views/journal.ts";
import { formatMoment } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import type { Column } from "../../parts/column.ts";
import { DataTable } from "../../parts/data-table.tsx";
import styles from "../../parts/panel.module.css";
import { useTablePlace } from "../../use-table-view.ts";
import { OutcomeChip } from "./outcome-chip.tsx";

interface JournalTableProps {
  readonly rows: readonly JournalRow[];
  readonly opened: JournalRow["commandId"] | undefined;
  readonly empty: string;
  onOpen(id: JournalRow["commandId"]): void;
}

/** Attempts, the newest first. */
export function JournalTable({ rows, opened, empty, onOpen }: JournalTableProps) {
  const columns: readonly Column<JournalRow>[] = [
    {
      title: "Command",
      width: "minmax(120px, 1fr)",
      cell: ({ commandId, type = "Imported", outcome, at }) => (
        <Button
          small
          look="quiet"
          aria-pressed={commandId === opened}
          aria-label={`${type}, ${outcome} at event ${at}`}
          onClick={() => onOpen(commandId)}
        >
          <strong>{type}</strong>
        </Button>
      ),
    },
    { title: "Outcome", width: "92px", cell: (row) => <OutcomeChip outcome={row.outcome} /> },
    { title: "Client", width: "minmax(80px, 1fr)", cell: ({ client }) => client },
    {
      title: "Why",
      width: "minmax(90px, 2fr)",
      room: "medium",
      cell: ({ refusal }) => <span className={styles["soft"]}>{refusal?.message}</span>,
    },
    {
      title: "Recorded",
      room: "medium",
      width: "minmax(100px, 158px)",
      cell: ({ recordedAt }) => <span className={styles["soft"]}>{formatMoment(recordedAt)}</span>,
    },
  ];
  return (
    <DataTable
      label="Attempts"
      columns={columns}
      count={rows.length}
      place={useTablePlace("attempts")}
      rowAt={(index) => rows[index]}
      keyOf={(index) => rows[index]?.commandId ?? index}
      indexOf={(key) => rows.findIndex(({ commandId }) => commandId === key)}
      isSelected={({ commandId }) => commandId === opened}
      empty={empty}
    />
  );
}
