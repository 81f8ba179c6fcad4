import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientQuery } from "../../../views/client-search.ts";
import type { ClientRow } from "../../../views/clients.ts";
import type { RowList } from "../../../views/row-list.ts";
import { useIsPast, useServices } from "../../book-context.tsx";
import { formatDay } from "../../format.ts";
import type { Column } from "../../parts/column.ts";
import { DataTable } from "../../parts/data-table.tsx";
import styles from "../../parts/panel.module.css";
import { NothingFound } from "../../rows-found.tsx";
import { useOrigins } from "../../use-origins.ts";
import { useTablePlace } from "../../use-table-view.ts";

interface ClientsTableProps {
  readonly at: Position;
  readonly query: ClientQuery;
  onQuery(query: ClientQuery): void;
  readonly list: RowList;
  readonly searching: boolean;
  readonly opened: ClientId | undefined;
  onOpen(id: ClientId): void;
}

/** The clients of a query as of a position. */
export function ClientsTable(props: ClientsTableProps) {
  const { at, query, onQuery, list, searching, opened, onOpen } = props;
  const { clients } = useServices().session.history;
  const { ofClient } = useOrigins(at);
  const { count, placeAt, indexOf } = list;
  const columns: readonly Column<ClientRow>[] = [
    {
      title: "Username",
      width: "minmax(80px, 1fr)",
      sort: { by: "username", descending: false },
      origin: ({ id }) => ofClient(id, "username"),
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
    },
    {
      title: "Name",
      width: "minmax(90px, 1.6fr)",
      sort: { by: "name", descending: false },
      origin: ({ id }) => ofClient(id, "name"),
      cell: (row) => row.name ?? "–",
    },
    {
      title: "E-mail",
      width: "minmax(110px, 1.2fr)",
      room: "wide",
      sort: { by: "email", descending: false },
      origin: ({ id }) => ofClient(id, "email"),
      cell: (row) => row.email ?? "–",
    },
    {
      title: "Phone",
      width: "minmax(90px, 0.9fr)",
      room: "wide",
      origin: ({ id }) => ofClient(id, "phone"),
      cell: (row) => row.phone ?? "–",
    },
    {
      title: "Since",
      width: "100px",
      room: "medium",
      sort: { by: "since", descending: true },
      origin: ({ id }) => ofClient(id, "registeredAt"),
      cell: (row) => <span className={styles["soft"]}>{formatDay(row.registeredAt)}</span>,
    },
  ];
  return (
    <DataTable
      label="Clients"
      columns={columns}
      isSelected={({ id }) => id === opened}
      count={count}
      place={useTablePlace("clients")}
      recycled={useIsPast()}
      rowAt={(index) => {
        const place = placeAt(index);
        return place === undefined ? undefined : clients.rows(at, place, place + 1)[0];
      }}
      keyOf={(index) => placeAt(index) ?? -1}
      indexOf={(place) => indexOf(Number(place))}
      asked={query}
      sorting={{
        now: query.sort,
        onSort: (sort) => onQuery({ ...query, sort: sort as ClientQuery["sort"] }),
      }}
      origins={{ nameOf: ({ username }) => `client ${username}` }}
      empty={
        query.text.trim() ? (
          <NothingFound
            text={query.text}
            searching={searching}
            what="client"
            onClear={() => onQuery({ ...query, text: "" })}
          />
        ) : (
          "No client at this moment. Add one with the form, or move along the timeline."
        )
      }
    />
  );
}
