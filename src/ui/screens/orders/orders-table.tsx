import type { Position } from "../../../eventlog/envelope.ts";
import { isOpen, type OrderRow } from "../../../read-model/projections/orders.ts";
import {
  ORDER_SORTS,
  type OrderQuery,
  type OrderSort,
} from "../../../read-model/search/order-search.ts";
import type { RowList } from "../../../read-model/search/row-list.ts";
import styles from "../../components/layout.module.css";
import type { Sorting } from "../../components/table/column-header.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { NothingFound } from "../../components/table/search-status.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { useIsPast, useServices } from "../../context/book-context.tsx";
import { Moment } from "../../describe/moment.tsx";
import { type NumberedOrder, numberedOrder } from "../../describe/order-label.ts";
import { usePendingRows } from "../../hooks/use-pending-rows.ts";
import { useTablePlace } from "../../hooks/use-table-state.ts";
import { formatDay, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { later, useOrigins } from "../../provenance/use-field-origins.ts";
import { OrderSteps } from "./order-actions.tsx";
import { StatusChip } from "./status-chip.tsx";

interface OrdersTableProps {
  readonly at: Position;
  readonly query: OrderQuery;
  onQuery(query: OrderQuery): void;
  readonly list: RowList;
  readonly searching: boolean;
  readonly opened: OrderRow["id"] | undefined;
  onOpen(id: OrderRow["id"]): void;
  dispatch(command: unknown): void;
}

/** The orders of a query as of a position, with the steps each can take. */
export function OrdersTable(props: OrdersTableProps) {
  const { at, query, onQuery, list, searching, opened, onOpen, dispatch } = props;
  const { history } = useServices().session;
  const { ofClient, ofOrder } = useOrigins(at);
  const isPending = usePendingRows("orders");
  const { count, placeAt, indexOf } = list;
  const text = query.text?.trim() ?? "";
  const status = query.status && rooms.statuses[query.status];

  const columns: readonly Column<NumberedOrder>[] = [
    {
      title: rooms.orders.one,
      width: "48px",
      origin: ({ order }) => ofOrder(order.id, "id"),
      cell: ({ order, label }) => (
        <button
          type="button"
          className={`${styles["name"]} ${styles["mono"]}`}
          aria-label={rooms.orders.openOne(label)}
          onClick={() => onOpen(order.id)}
        >
          {label}
        </button>
      ),
    },
    {
      title: rooms.labels.client,
      width: "minmax(44px, 1.6fr)",
      narrowWidth: "minmax(28px, 1fr)",
      origin: ({ order: { id, clientId } }) =>
        later(ofOrder(id, "clientId"), ofClient(clientId, "name", "username")),
      cell: ({ client }) => client,
    },
    {
      title: rooms.labels.placed,
      width: "104px",
      room: "wide",
      sort: ORDER_SORTS.newest,
      origin: ({ order }) => ofOrder(order.id, "placedAt"),
      cell: ({ order }) => (
        <span className={styles["soft"]}>
          <Moment time={order.placedAt} format={formatDay} />
        </span>
      ),
    },
    {
      title: rooms.labels.lines,
      width: "44px",
      room: "wide",
      end: true,
      origin: ({ order }) => ofOrder(order.id, "lines"),
      cell: ({ order }) => order.lines.length,
    },
    {
      title: rooms.labels.total,
      width: "minmax(120px, 0.8fr)",
      narrowWidth: "min-content",
      end: true,
      sort: ORDER_SORTS.largest,
      origin: ({ order }) => ofOrder(order.id, "total", "currency"),
      cell: ({ order }) => formatMoney(order.total, order.currency),
    },
    {
      title: rooms.labels.status,
      width: "76px",
      origin: ({ order }) => ofOrder(order.id, "status"),
      cell: ({ order }) => <StatusChip status={order.status} />,
    },
    {
      title: rooms.orders.steps,
      isOnScreenOnly: true,
      width: "176px",
      room: "medium",
      end: true,
      cell: ({ order, label }) =>
        isOpen(order) && <OrderSteps small order={order} label={label} dispatch={dispatch} />,
    },
  ];

  return (
    <DataTable
      label={texts.screens.orders}
      columns={columns}
      count={count}
      place={useTablePlace("orders")}
      recycled={useIsPast()}
      rowAt={(index) => {
        const place = placeAt(index);
        return place === undefined ? undefined : numberedOrder(history, place, at);
      }}
      keyOf={(index) => placeAt(index) ?? -1}
      indexOf={(place) => indexOf(Number(place))}
      asked={query}
      sorting={{
        now: ORDER_SORTS[query.sort],
        onSort: (wanted) => onQuery({ ...query, sort: namedSort(wanted) }),
      }}
      origins={{ nameOf: ({ label }) => rooms.orders.inside(label) }}
      onOpen={({ order }) => onOpen(order.id)}
      isSelected={({ order }) => order.id === opened}
      isPending={isPending && (({ order }) => isPending(order.id))}
      printedNote={
        searching ? texts.common.searching : text || status ? texts.common.found(count) : undefined
      }
      empty={
        text ? (
          <NothingFound
            searching={searching}
            words={
              status ? rooms.orders.noneOfStatusFits(status, text) : rooms.orders.noneFits(text)
            }
            onClear={() => onQuery({ ...query, text: "" })}
          />
        ) : status ? (
          rooms.orders.noneOfStatus(status)
        ) : (
          rooms.orders.none
        )
      }
    />
  );
}

function namedSort({ by, descending }: Sorting): OrderSort {
  if (by === "total") return descending ? "largest" : "smallest";
  return descending ? "newest" : "oldest";
}
