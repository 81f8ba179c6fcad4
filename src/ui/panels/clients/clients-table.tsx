import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { useServices } from "../../book-context.tsx";
import { formatDay } from "../../format.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import styles from "../../parts/panel.module.css";

const COLUMNS: readonly Column<ClientRow>[] = [
  { title: "Name", width: "minmax(110px, 1.6fr)", cell: (row) => row.name ?? "–" },
  { title: "E-mail", width: "minmax(110px, 1.2fr)", room: "wide", cell: (row) => row.email ?? "–" },
  { title: "Phone", width: "minmax(90px, 0.9fr)", room: "wide", cell: (row) => row.phone ?? "–" },
  {
    title: "Since",
    width: "100px",
    cell: (row) => <span className={styles["soft"]}>{formatDay(row.registeredAt)}</span>,
  },
];

interface ClientsTableProps {
  readonly at: Position;
  readonly opened: ClientId | undefined;
  onOpen(id: ClientId): void;
}

/** All clients as of a position, the newest first. */
export function ClientsTable({ at, opened, onOpen }: ClientsTableProps) {
  const { clients } = useServices().session.history;
  const count = clients.count(at);
  const username: Column<ClientRow> = {
    title: "Username",
    width: "minmax(90px, 1fr)",
    cell: (row) => (
      <button
        type="button"
        className={styles["name"]}
        aria-label={`Open client ${row.username}`}
        onClick={() => onOpen(row.id)}
      >
        {row.username}
      </button>
    ),
  };
  const place = (index: number) => count - 1 - index;
  return (
    <DataTable
      label="Clients"
      columns={[username, ...COLUMNS]}
      isSelected={({ id }) => id === opened}
      count={count}
      rowAt={(index) => clients.rows(at, place(index), place(index) + 1)[0]}
      keyOf={place}
      empty="No client at this moment. Add one with the form, or move along the timeline."
    />
  );
}
