import type { OpenedTable } from "../../../application/store/table-import-state.ts";
import { PREVIEWED } from "../../../application/tables/table-import.ts";
import { missingFields } from "../../../formats/csv/fields.ts";
import chips from "../../components/chip.module.css";
import panel from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { sayRowCommand } from "./describe-row-command.ts";
import styles from "./table-import.module.css";

/** A command, or a row that cannot be read. */
interface PreviewLine {
  readonly row: number;
  readonly rows: string;
  readonly what: string;
  readonly more: string;
  readonly when: string;
  readonly isRefused: boolean;
}

const COLUMNS: readonly Column<PreviewLine>[] = [
  { title: rooms.tables.row, width: "84px", end: true, cell: ({ rows }) => rows },
  {
    title: rooms.tables.command,
    width: "minmax(140px, 1fr)",
    cell: ({ what, isRefused }) =>
      isRefused ? <span className={`${chips["chip"]} ${chips["refused"]}`}>{what}</span> : what,
  },
  {
    title: rooms.tables.when,
    width: "minmax(90px, 0.6fr)",
    cell: ({ when }) => <span title={when}>{when}</span>,
  },
  {
    title: rooms.tables.with,
    wraps: true,
    width: "minmax(120px, 1.6fr)",
    cell: ({ more, isRefused }) => (
      <span className={isRefused ? undefined : panel["soft"]} title={more}>
        {more}
      </span>
    ),
  },
];

/** The first rows as the commands they mean. */
export function TablePreview({
  opened: { preview, table, meaning },
}: {
  readonly opened: Extract<OpenedTable, { readonly kind: "open" }>;
}) {
  // Without a needed column every row would be refused for the same reason, which is told already.
  if (missingFields(meaning.kind, meaning.mapping).length > 0) return null;
  const lines: PreviewLine[] = [
    ...preview.commands.map((command) => ({
      row: command.rows[0] ?? 0,
      rows: sayRows(command.rows),
      ...sayRowCommand(command),
      isRefused: false,
    })),
    ...preview.refused.map(({ row, column, reason }) => ({
      row,
      rows: String(row),
      what: rooms.outcomes.refused,
      more: column === undefined ? reason : rooms.tables.ofColumn(column, reason),
      when: "–",
      isRefused: true,
    })),
  ].sort((one, other) => one.row - other.row);
  const shown = Math.min(PREVIEWED, table.rows.length);
  return (
    <div className={styles["table"]}>
      <DataTable
        label={rooms.tables.preview(shown)}
        columns={COLUMNS}
        count={lines.length}
        rowAt={(index) => lines[index]}
        keyOf={(index) => index}
        indexOf={Number}
        empty={rooms.tables.noRow}
      />
    </div>
  );
}

/** Runs of rows that fit into their cell. */
const MOST_RUNS = 3;

/** Row numbers in order, those that follow each other as “2–13”. */
function sayRows(rows: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && row === last.to + 1) last.to = row;
    else runs.push({ from: row, to: row });
  }
  const said = runs
    .slice(0, MOST_RUNS)
    .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  return [...said, ...(runs.length > MOST_RUNS ? ["…"] : [])].join(", ");
}
