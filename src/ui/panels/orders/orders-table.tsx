import { useState } from "react";
import type { Rejection } from "../../../domain/rejection.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { OrderRow } from "../../../views/orders.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { formatDay, formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../panel.module.css";
import tableStyles from "./orders-table.module.css";

interface NumberedOrder {
  readonly label: string;
  readonly order: OrderRow;
  readonly client: string;
}

/** All orders as of a position, the newest first, with the steps each can take. */
export function OrdersTable({ at }: { readonly at: Position }) {
  const { history, bus, time } = useServices().session;
  const isLive = useBook((state) => state.cursor === "live");
  const [refused, setRefused] = useState<Rejection>();
  const count = history.orders.count(at);
  const place = (index: number) => count - 1 - index;

  const rowAt = (index: number): NumberedOrder | undefined => {
    const [order] = history.orders.rows(at, place(index), place(index) + 1);
    if (!order) return undefined;
    const client = history.clients.row(order.clientId, at);
    return {
      order,
      label: order.reference ?? String(place(index) + 1),
      client: client?.name ?? client?.username ?? order.clientId,
    };
  };

  const dispatch = async (command: unknown): Promise<void> => {
    try {
      const result = await bus.dispatch(command);
      setRefused(result.accepted ? undefined : result.rejection);
    } catch (error) {
      setRefused({ code: "busy", message: error instanceof Error ? error.message : String(error) });
    }
  };

  const columns: readonly Column<NumberedOrder>[] = [
    {
      title: "Order",
      width: "64px",
      cell: ({ label }) => <span className={styles["mono"]}>{label}</span>,
    },
    { title: "Client", width: "minmax(80px, 1.6fr)", cell: ({ client }) => client },
    {
      title: "Placed",
      width: "104px",
      wide: true,
      cell: ({ order }) => <span className={styles["soft"]}>{formatDay(order.placedAt)}</span>,
    },
    {
      title: "Lines",
      width: "44px",
      wide: true,
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
      cell: ({ order }) => (
        <span className={`${styles["chip"]} ${styles[order.status]}`}>{order.status}</span>
      ),
    },
    {
      title: "Steps",
      width: "126px",
      wide: true,
      end: true,
      cell: ({ order, label }) =>
        order.status === "placed" && (
          <span className={styles["rowActions"]}>
            <Button
              small
              aria-label={`Ship order ${label}`}
              onClick={() => dispatch({ type: "ShipOrder", orderId: order.id })}
            >
              Ship
            </Button>
            <Button
              small
              look="danger"
              aria-label={`Cancel order ${label}`}
              onClick={() => dispatch({ type: "CancelOrder", orderId: order.id })}
            >
              Cancel
            </Button>
          </span>
        ),
    },
  ];

  return (
    <div className={tableStyles["stack"]}>
      {refused && !(isLive && refused.code === "not-live") && (
        <Notice
          tone="refused"
          actions={
            refused.code === "not-live" ? (
              <Button onClick={() => time.goTo("live")}>Return to live and go on</Button>
            ) : (
              <Button onClick={() => setRefused(undefined)}>Close</Button>
            )
          }
        >
          {refused.message}
        </Notice>
      )}
      <DataTable
        label="Orders"
        columns={columns}
        count={count}
        rowAt={rowAt}
        keyOf={place}
        empty="No order at this moment. Place one with the form, or move along the timeline."
      />
    </div>
  );
}
