import { inOneLine } from "../../../domain/aggregates/client.ts";
import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import type { ClientQuery } from "../../../read-model/search/client-search.ts";
import type { RowList } from "../../../read-model/search/row-list.ts";
import styles from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import { NothingFound } from "../../components/table/search-status.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { useIsPast, useServices } from "../../context/book-context.tsx";
import { Moment } from "../../describe/moment.tsx";
import { usePendingRows } from "../../hooks/use-pending-rows.ts";
import { useTablePlace } from "../../hooks/use-table-state.ts";
import { formatDay } from "../../i18n/format.ts";
import { texts } from "../../i18n/texts.ts";
import { useOrigins } from "../../provenance/use-field-origins.ts";

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
  const isPending = usePendingRows("clients");
  const { count, placeAt, indexOf } = list;
  const columns: readonly Column<ClientRow>[] = [
    {
      title: texts.labels.username,
      width: "minmax(80px, 1fr)",
      sort: { by: "username", descending: false },
      origin: ({ id }) => ofClient(id, "username"),
      cell: (row) => (
        <button
          type="button"
          className={styles["name"]}
          aria-label={texts.clients.open(row.username)}
          onClick={() => onOpen(row.id)}
        >
          {row.username}
        </button>
      ),
    },
    {
      title: texts.labels.name,
      width: "minmax(90px, 1.6fr)",
      sort: { by: "name", descending: false },
      origin: ({ id }) => ofClient(id, "name"),
      cell: (row) => row.name ?? "–",
    },
    {
      title: texts.labels.email,
      width: "minmax(110px, 1.2fr)",
      room: "wide",
      sort: { by: "email", descending: false },
      origin: ({ id }) => ofClient(id, "email"),
      cell: (row) => row.email ?? "–",
    },
    {
      title: texts.labels.phone,
      width: "minmax(90px, 0.9fr)",
      room: "wide",
      origin: ({ id }) => ofClient(id, "phone"),
      cell: (row) => row.phone ?? "–",
    },
    {
      title: texts.labels.address,
      width: "minmax(90px, 1.2fr)",
      room: "wide",
      origin: ({ id }) => ofClient(id, "address"),
      cell: (row) => (row.address ? inOneLine(row.address) : "–"),
    },
    {
      title: texts.common.since,
      width: "100px",
      room: "medium",
      sort: { by: "since", descending: true },
      origin: ({ id }) => ofClient(id, "registeredAt"),
      cell: (row) => (
        <span className={styles["soft"]}>
          <Moment time={row.registeredAt} format={formatDay} />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={texts.screens.clients}
      columns={columns}
      onOpen={({ id }) => onOpen(id)}
      isSelected={({ id }) => id === opened}
      isPending={isPending && (({ id }) => isPending(id))}
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
      origins={{ nameOf: ({ username }) => texts.clients.inside(username) }}
      printedNote={
        searching
          ? texts.common.searching
          : query.text.trim()
            ? texts.common.found(count)
            : undefined
      }
      empty={
        query.text.trim() ? (
          <NothingFound
            searching={searching}
            words={texts.clients.noneFits(query.text.trim())}
            onClear={() => onQuery({ ...query, text: "" })}
          />
        ) : (
          texts.clients.none
        )
      }
    />
  );
}
