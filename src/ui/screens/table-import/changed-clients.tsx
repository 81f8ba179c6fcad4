import type { ClientChange } from "../../../application/store/table-import-state.ts";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { fieldLabel, sayField } from "../../describe/describe-field.ts";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./table-import.module.css";

const COLUMNS: readonly Column<ClientChange>[] = [
  { title: rooms.tables.row, width: "72px", end: true, cell: ({ row }) => formatCount(row) },
  {
    title: rooms.labels.client,
    width: "minmax(90px, 0.6fr)",
    cell: ({ username }) => username,
  },
  {
    title: rooms.tables.changes,
    wraps: true,
    width: "minmax(140px, 2fr)",
    cell: ({ fields }) => <span title={sayChanges(fields)}>{sayChanges(fields)}</span>,
  },
];

/** What rows of a table would change of clients who are in the book, from what it is now. */
export function ChangedClients({ changes }: { readonly changes: readonly ClientChange[] }) {
  if (changes.length === 0) return null;
  return (
    <div className={styles["table"]}>
      <DataTable
        label={rooms.tables.changedClients}
        columns={COLUMNS}
        count={changes.length}
        rowAt={(index) => changes[index]}
        keyOf={(index) => changes[index]?.row ?? index}
        indexOf={(key) => changes.findIndex(({ row }) => row === Number(key))}
        empty={rooms.tables.noRow}
      />
    </div>
  );
}

function sayChanges(fields: ClientChange["fields"]): string {
  return fields
    .map(({ field, before, after }) => {
      const now = before === undefined ? rooms.common.nothing : sayField(field, before);
      return rooms.restore.change(fieldLabel(field), now, sayField(field, after));
    })
    .join(" · ");
}
