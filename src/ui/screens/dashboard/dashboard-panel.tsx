import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { OrderSummary } from "../../../read-model/columns/order-totals.ts";
import panel from "../../components/layout.module.css";
import { Progress } from "../../components/progress.tsx";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { Choice } from "../../components/select-field.tsx";
import { useServices, useShownPosition } from "../../context/book-context.tsx";
import { wayTo } from "../../context/use-opened.ts";
import { useOrderFacts } from "../../hooks/use-order-lines.ts";
import { useTableQuery } from "../../hooks/use-table-state.ts";
import { formatCount, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import styles from "./dashboard.module.css";
import { MonthChart } from "./month-chart.tsx";
import { StatusBar } from "./status-bar.tsx";
import { BestList } from "./top-list.tsx";

/** Clients and products that are shown. */
const BEST = 5;

/** The book in a few figures and charts, as of the moment on the screen: they move while the timeline does. */
export function DashboardPanel() {
  const { history } = useServices().session;
  const at = useShownPosition();
  const summary = history.orderSummary(at);
  const [chosen, setChosen] = useState<string>();
  const currencies = summary.totals.map(({ currency }) => currency);
  const currency = currencies.find((one) => one === chosen) ?? currencies[0];
  return (
    <div className={styles["dashboard"]}>
      <header className={styles["head"]}>
        <div>
          <ScreenTitle>{texts.screens.dashboard}</ScreenTitle>
          <p className={panel["soft"]}>
            {texts.past.asOfNow(rooms.dashboard.counts(history.clients.count(at), summary.count))}
          </p>
        </div>
        {currencies.length > 1 && currency && (
          <Choice
            label={rooms.labels.currency}
            value={currency}
            options={currencies.map((one) => [one, one] as const)}
            onChange={setChosen}
          />
        )}
      </header>
      {currency === undefined ? (
        <p className={panel["soft"]}>
          {summary.count > 0 ? rooms.dashboard.onlyCancelled : rooms.dashboard.nothingSold}
        </p>
      ) : (
        <Figures summary={summary} currency={currency} />
      )}
    </div>
  );
}

interface FiguresProps {
  readonly summary: OrderSummary;
  readonly currency: string;
}

function Figures({ summary, currency }: FiguresProps) {
  const { history } = useServices().session;
  const at = useShownPosition();
  const [, navigate] = useLocation();
  const [, setQuery] = useTableQuery("orders");
  const known = useOrderFacts();
  const sales = useMemo(() => history.openSales(monthAt), [history]);
  const revenue = summary.totals.find((one) => one.currency === currency)?.total ?? 0n;
  const { months, clients, products } = sales.at(at, currency, BEST);
  const money = (amount: bigint) => formatMoney(amount, currency);
  const counted = summary.count - summary.cancelled;
  const nameOf = (place: number) => {
    const [client] = history.clients.rows(at, place, place + 1);
    return client ? { id: client.id, name: client.name ?? client.username } : undefined;
  };
  return (
    <>
      <dl className={styles["tiles"]}>
        <Tile name={rooms.dashboard.revenue} value={money(revenue)} />
        <Tile name={rooms.dashboard.open} value={formatCount(summary.placed + summary.paid)} />
        <Tile name={rooms.orders.shipped} value={formatCount(summary.shipped)} />
        {summary.totals.length === 1 && (
          <Tile name={rooms.dashboard.average} value={money(averageOf(revenue, counted))} />
        )}
      </dl>
      <StatusBar summary={summary} />
      {known < 1 ? (
        <Progress label={rooms.dashboard.reading} done={Math.floor(known * 100)} total={100} />
      ) : (
        <>
          <MonthChart months={months} currency={currency} />
          <div className={styles["pair"]}>
            <BestList
              title={rooms.dashboard.bestClients}
              money={money}
              items={clients.flatMap(({ place, revenue: amount }) => {
                const client = nameOf(place);
                if (!client) return [];
                const onOpen = () => navigate(wayTo("clients", client.id));
                return [{ name: client.name, amount, onOpen }];
              })}
            />
            <BestList
              title={rooms.dashboard.bestProducts}
              money={money}
              items={products.map(({ code, revenue: amount }) => ({
                name: code,
                amount,
                onOpen() {
                  setQuery({ sort: "largest", text: code });
                  navigate("/orders");
                },
              }))}
            />
          </div>
        </>
      )}
    </>
  );
}

// In the zone of whoever looks.
function monthAt(time: number): number {
  const date = new Date(time);
  return date.getFullYear() * 12 + date.getMonth();
}

function Tile({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className={styles["tile"]}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The average of orders that are worth something together, to the nearest minor unit. */
function averageOf(sum: bigint, count: number): bigint {
  const orders = BigInt(Math.max(count, 1));
  return (sum + orders / 2n) / orders;
}
