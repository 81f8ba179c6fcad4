import { useMemo } from "react";
import { useBook, useServices, useShownPosition } from "../../book-context.tsx";
import { formatCount, formatMoney } from "../../format.ts";
import styles from "../panel.module.css";
import { OrdersTable } from "./orders-table.tsx";
import { PlaceOrderForm } from "./place-order-form.tsx";
import { summarize } from "./summarize.ts";

/** The orders as of the cursor, their sums, and the form for another one. */
export function OrdersPanel() {
  const { orders } = useServices().session.history;
  const at = useShownPosition();
  const isLive = useBook((state) => state.cursor === "live");
  const summary = useMemo(() => summarize(orders.rows(at)), [orders, at]);
  const value = summary.totals
    .map(({ currency, total }) => formatMoney(total, currency))
    .join(" + ");
  return (
    <section className={styles["panel"]} aria-labelledby="orders-title">
      <header className={styles["header"]}>
        <div>
          <h1 id="orders-title">Orders</h1>
          <p className={styles["sub"]}>
            {formatCount(summary.count)} {summary.count === 1 ? "order" : "orders"}
            {isLive ? "" : ", as of this moment"}
          </p>
        </div>
      </header>
      <dl className={styles["tiles"]}>
        <Tile name="Order value" value={value || "–"} />
        <Tile name="Open" value={formatCount(summary.placed)} />
        <Tile name="Shipped" value={formatCount(summary.shipped)} />
        <Tile name="Cancelled" value={formatCount(summary.cancelled)} />
      </dl>
      <div className={styles["split"]}>
        <OrdersTable at={at} />
        <aside className={styles["side"]} aria-label="New order">
          <PlaceOrderForm />
        </aside>
      </div>
    </section>
  );
}

function Tile({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className={styles["tile"]}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
