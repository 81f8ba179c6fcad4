import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { useServices } from "../../book-context.tsx";
import { formatDay } from "../../format.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import styles from "../../parts/panel.module.css";

const COLUMNS: readonly Column<ClientRow>[] = [
  { title: "Username", width: "minmax(90px, 1fr)", cell: (row) => <strong>{row.username}</strong> },
  { title: "Name", width: "minmax(110px, 1.6fr)", cell: (row) => row.name ?? "–" },
  { title: "E-mail", width: "minmax(110px, 1.2fr)", room: "wide", cell: (row) => row.email ?? "–" },
  { title: "Phone", width: "minmax(90px, 0.9fr)", room: "wide", cell: (row) => row.phone ?? "–" },
  {
    title: "Since",
    width: "100px",
    cell: (row) => <span className={styles["soft"]}>{formatDay(row.registeredAt)}</span>,
  },
];

/** All clients as of a position, the newest first. */
export function ClientsTable({ at }: { readonly at: Position }) {
  const { clients } = useServices().session.history;
  const count = clients.count(at);
  const place = (index: number) => count - 1 - index;
  return (
    <DataTable
      label="Clients"
      columns={COLUMNS}
      count={count}
      rowAt={(index) => clients.rows(at, place(index), place(index) + 1)[0]}
      keyOf={place}
      empty="No client at this moment. Add one with the form, or move along the timeline."
    />
  );
}
