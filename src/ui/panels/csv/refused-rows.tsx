import type { OpenedTable } from "../../../store/table-import-state.ts";
import type { RefusedRow } from "../../../transfer/csv/read-row.ts";
import { saveFile } from "../../actions/save-file.ts";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import type { Column } from "../../parts/column.ts";
import { DataTable } from "../../parts/data-table.tsx";
import panel from "../../parts/panel.module.css";
import styles from "./csv.module.css";
import { refusedFile } from "./refused-file.ts";

interface RefusedRowsProps {
  readonly refused: readonly RefusedRow[];
  readonly opened: Extract<OpenedTable, { readonly kind: "open" }>;
  readonly file: File;
}

const COLUMNS: readonly Column<RefusedRow>[] = [
  { title: "Row", width: "72px", end: true, cell: ({ row }) => formatCount(row) },
  {
    title: "Column",
    width: "minmax(90px, 0.6fr)",
    room: "medium",
    cell: ({ column }) => column ?? "–",
  },
  {
    title: "Reason",
    width: "minmax(140px, 2fr)",
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
  },
];

/** Rows that were refused, each with its reason, to be looked at here or mended in a file. */
export function RefusedRows({ refused, opened, file }: RefusedRowsProps) {
  if (refused.length === 0) return null;
  const name = `${file.name.replace(/\.\w+$/, "")} refused.csv`;
  return (
    <>
      <div className={styles["line"]}>
        <Button onClick={() => saveFile(refusedFile(opened.table, refused), name)}>
          Save refused rows as CSV
        </Button>
        <p className={panel["soft"]}>
          With their reasons. Mend them there and import that file: it has the same columns.
        </p>
      </div>
      <div className={styles["table"]}>
        <DataTable
          label="Refused rows"
          columns={COLUMNS}
          count={refused.length}
          rowAt={(index) => refused[index]}
          keyOf={(index) => refused[index]?.row ?? index}
          indexOf={(key) => refused.findIndex(({ row }) => row === Number(key))}
          empty="No row."
        />
      </div>
    </>
  );
}
