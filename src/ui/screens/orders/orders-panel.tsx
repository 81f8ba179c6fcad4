import { useState } from "react";
import type { Rejection } from "../../../domain/rejection.ts";
import { sayError } from "../../../eventlog/errors.ts";
import type { OrderRow } from "../../../read-model/projections/orders.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { NotThere } from "../../components/not-there.tsx";
import { Notice } from "../../components/notice.tsx";
import { ListTop } from "../../components/table/list-header.tsx";
import { RowsFound } from "../../components/table/search-status.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { useOpened } from "../../context/use-opened.ts";
import { numberedOrderById } from "../../describe/order-label.ts";
import { orderLinesFile } from "../../files/csv/order-lines-csv.ts";
import { ordersFile } from "../../files/csv/orders-csv.ts";
import { SaveAs } from "../../files/save-as-button.tsx";
import { useBroughtIntoView } from "../../hooks/use-scroll-into-view.ts";
import { useRowList } from "../../hooks/use-search-results.ts";
import { useTableQuery } from "../../hooks/use-table-state.ts";
import { formatCount, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { OrderDetail } from "./order-detail.tsx";
import { OrderFilters } from "./order-filters.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { PlaceOrderForm } from "./place-order-form.tsx";

/** The orders as of the cursor, their sums, and the form for another one. */
export function OrdersPanel() {
  const { session, own } = useServices();
  const { history, time } = session;
  const at = useShownPosition();
  const isLive = useBook((state) => state.cursor === "live");
  const [opened, open] = useOpened<OrderRow["id"]>("orders");
  const [query, setQuery] = useTableQuery("orders");
  const { list, searching } = useRowList(history.search.orders, query, at);
  const [refused, setRefused] = useState<Rejection>();
  const detail = opened === undefined ? undefined : numberedOrderById(history, opened, at);
  const summary = history.orderSummary(at);
  const side = useBroughtIntoView(detail?.order.id);

  const dispatch = async (command: unknown): Promise<void> => {
    try {
      const result = await own.dispatch(command);
      setRefused(result.accepted ? undefined : result.rejection);
    } catch (error) {
      setRefused({ code: "busy", message: sayError(error) });
    }
  };
  const count = rooms.orders.count(summary.count);
  const value = summary.totals
    .map(({ currency, total }) => formatMoney(total, currency))
    .join(" + ");
  return (
    <section className={styles["panel"]} aria-labelledby="orders-title">
      <ListTop
        id="orders-title"
        title={texts.screens.orders}
        opened={detail && rooms.orders.named(detail.label)}
        sub={isLive ? count : texts.past.asOfNow(count)}
        isFiltered={Boolean(query.text || query.status)}
        files={
          <>
            <SaveAs
              what={rooms.files.orders}
              begin={(moment) => ordersFile(history, query, moment)}
            />
            <SaveAs
              what={rooms.files.lines}
              label={rooms.files.saveLines}
              begin={(moment) => orderLinesFile(history, query, moment)}
            />
          </>
        }
      >
        <dl className={styles["tiles"]}>
          <Tile name={rooms.orders.value} value={value || "–"} />
          <Tile name={rooms.orders.open} value={formatCount(summary.placed + summary.paid)} />
          <Tile name={rooms.orders.shipped} value={formatCount(summary.shipped)} />
          <Tile name={rooms.orders.cancelled} value={formatCount(summary.cancelled)} />
        </dl>
        <OrderFilters query={query} onChange={setQuery}>
          <RowsFound text={query.text ?? ""} count={list.count} searching={searching} />
        </OrderFilters>
      </ListTop>
      {refused && !(isLive && refused.code === "not-live") && (
        <Notice
          tone="refused"
          actions={
            refused.code === "not-live" ? (
              <Button onClick={() => time.goTo("live")}>{texts.past.returnAndGoOn}</Button>
            ) : (
              <Button onClick={() => setRefused(undefined)}>{texts.common.close}</Button>
            )
          }
        >
          {refused.message}
        </Notice>
      )}
      <div className={styles["split"]}>
        <OrdersTable
          {...{ at, query, list, searching, opened, dispatch }}
          onQuery={setQuery}
          onOpen={open}
        />
        <aside ref={side} className={styles["side"]} aria-label={rooms.orders.one}>
          {detail ? (
            <OrderDetail {...detail} dispatch={dispatch} onClose={() => open()} />
          ) : (
            <>
              {opened !== undefined && <NotThere id={opened} />}
              <PlaceOrderForm />
            </>
          )}
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
