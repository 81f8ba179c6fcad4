import type { OpenedTable } from "../../../store/table-import-state.ts";
import type { RefusedRow } from "../../../transfer/csv/read-row.ts";
import { saveFile } from "../../actions/save-file.ts";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import type { Column } from "../../parts/column.ts";
import { DataTable } from "../../parts/data-table.tsx";
import panel from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import styles from "./csv.module.css";
import { refusedFile } from "./refused-file.ts";

interface RefusedRowsProps {
  readonly refused: readonly RefusedRow[];
  readonly opened: Extract<OpenedTable, { readonly kind: "open" }>;
  readonly file: File;
}

const COLUMNS: readonly Column<RefusedRow>[] = [
  { title: rooms.tables.row, width: "72px", end: true, cell: ({ row }) => formatCount(row) },
  {
    title: rooms.tables.column,
    width: "minmax(90px, 0.6fr)",
    room: "medium",
    cell: ({ column }) => column ?? "–",
  },
  {
    title: rooms.tables.reason,
    width: "minmax(140px, 2fr)",
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
  },
];

/** Rows that were refused, each with its reason, to be looked at here or mended in a file. */
export function RefusedRows({ refused, opened, file }: RefusedRowsProps) {
  if (refused.length === 0) return null;
  const name = rooms.tables.refusedFile(file.name.replace(/\.\w+$/, ""));
  return (
    <>
      <div className={styles["line"]}>
        <Button onClick={() => saveFile(refusedFile(opened.table, opened.meaning, refused), name)}>
          {rooms.tables.saveRefused}
        </Button>
        <p className={panel["soft"]}>{rooms.tables.refusedMeans}</p>
      </div>
      <div className={styles["table"]}>
        <DataTable
          label={rooms.tables.refused}
          columns={COLUMNS}
          count={refused.length}
          rowAt={(index) => refused[index]}
          keyOf={(index) => refused[index]?.row ?? index}
          indexOf={(key) => refused.findIndex(({ row }) => row === Number(key))}
          empty={rooms.tables.noRow}
        />
      </div>
    </>
  );
}
