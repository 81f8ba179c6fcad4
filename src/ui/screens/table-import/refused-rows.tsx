import { useMemo, useState } from "react";
import type { OpenedTable } from "../../../application/store/table-import-state.ts";
import { groupRefused } from "../../../formats/csv/rows/refusal-groups.ts";
import type { RefusedRow } from "../../../formats/csv/rows/row-reading.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { saveFile } from "../../files/download.ts";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { RefusalReasons, type RefusedFilter, sayReason } from "./refusal-reasons.tsx";
import { refusedFile } from "./refused-rows-csv.ts";
import styles from "./table-import.module.css";

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

/**
 * Rows that were refused, by their reasons and one by one, to be looked at here or mended in a file.
 */
export function RefusedRows({ refused, opened, file }: RefusedRowsProps) {
  const groups = useMemo(() => groupRefused(refused), [refused]);
  const [filter, setFilter] = useState<RefusedFilter>();
  if (refused.length === 0) return null;
  const group = groups.find(({ key }) => key === filter?.key);
  const shown = group?.refused ?? refused;
  const name = rooms.tables.refusedFile(file.name.replace(/\.\w+$/, ""));
  return (
    <>
      <div className={styles["line"]}>
        <Button onClick={() => saveFile(refusedFile(opened.table, opened.meaning, refused), name)}>
          {rooms.tables.saveRefused}
        </Button>
        <p className={panel["soft"]}>{rooms.tables.refusedMeans}</p>
      </div>
      <RefusalReasons groups={groups} filter={group && filter} onFilter={setFilter} />
      {group && (
        <p>{rooms.tables.refusedFor(shown.length, refused.length, sayReason(group.reason))}</p>
      )}
      <div className={styles["table"]}>
        <DataTable
          label={rooms.tables.refused}
          columns={COLUMNS}
          count={shown.length}
          rowAt={(index) => shown[index]}
          keyOf={(index) => index}
          indexOf={Number}
          asked={group?.key}
          reveal={group && shown.findIndex(({ row }) => row === filter?.row)}
          empty={rooms.tables.noRow}
        />
      </div>
    </>
  );
}
