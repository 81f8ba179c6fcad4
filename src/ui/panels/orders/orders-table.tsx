import { useMemo } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import type { OrderQuery } from "../../../views/order-search.ts";
import { isOpen, type OrderRow } from "../../../views/orders.ts";
import { useServices } from "../../book-context.tsx";
import { formatDay, formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import styles from "../../parts/panel.module.css";
import { type NumberedOrder, numberedOrder } from "./numbered-order.ts";
import { OrderSteps } from "./order-steps.tsx";
import { StatusChip } from "./status-chip.tsx";

interface OrdersTableProps {
  readonly at: Position;
  readonly query: OrderQuery;
  readonly opened: OrderRow["id"] | undefined;
  onOpen(id: OrderRow["id"]): void;
  dispatch(command: unknown): void;
}

/** Rows that are looked up in one go. */
const PAGE = 64;

/** The orders of a query as of a position, with the steps each can take. */
export function OrdersTable({ at, query, opened, onOpen, dispatch }: OrdersTableProps) {
  const { history } = useServices().session;
  const { count } = history.findOrders(at, query, 0, 0);
  // Asked for a screenful at once: the table asks row by row.
  const placeOf = useMemo(() => {
    const pages = new Map<number, readonly number[]>();
    return (index: number): number | undefined => {
      const page = Math.floor(index / PAGE);
      const known = pages.get(page);
      const places = known ?? history.findOrders(at, query, page * PAGE, (page + 1) * PAGE).places;
      pages.set(page, places);
      return places[index % PAGE];
    };
  }, [history, at, query]);

  const columns: readonly Column<NumberedOrder>[] = [
    {
      title: "Order",
      width: "64px",
      cell: ({ order, label }) => (
        <Button
          small
          look="quiet"
          aria-label={`Open order ${label}`}
          onClick={() => onOpen(order.id)}
        >
          <span className={styles["mono"]}>{label}</span>
        </Button>
      ),
    },
    { title: "Client", width: "minmax(80px, 1.6fr)", cell: ({ client }) => client },
    {
      title: "Placed",
      width: "104px",
      room: "wide",
      cell: ({ order }) => <span className={styles["soft"]}>{formatDay(order.placedAt)}</span>,
    },
    {
      title: "Lines",
      width: "44px",
      room: "wide",
      end: true,
      cell: ({ order }) => order.lines.length,
    },
    {
      title: "Total",
      width: "minmax(84px, 0.8fr)",
      end: true,
      cell: ({ order }) => formatMoney(order.total, order.currency),
    },
    {
      title: "Status",
      width: "88px",
      cell: ({ order }) => <StatusChip status={order.status} />,
    },
    {
      title: "Steps",
      width: "176px",
      room: "medium",
      end: true,
      cell: ({ order, label }) =>
        isOpen(order) && <OrderSteps small order={order} label={label} dispatch={dispatch} />,
    },
  ];

  return (
    <DataTable
      label="Orders"
      columns={columns}
      count={count}
      rowAt={(index) => {
        const place = placeOf(index);
        return place === undefined ? undefined : numberedOrder(history, place, at);
      }}
      keyOf={(index) => placeOf(index) ?? `none ${index}`}
      isSelected={({ order }) => order.id === opened}
      empty={
        query.status
          ? `No order is ${query.status} at this moment.`
          : "No order at this moment. Place one with the form, or move along the timeline."
      }
    />
  );
}
