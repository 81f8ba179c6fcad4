import { useLocation } from "wouter";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import { ordersOf } from "../../../read-model/queries/client-orders.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { useServices } from "../../context/book-context.tsx";
import { wayTo } from "../../context/use-opened.ts";
import { Moment } from "../../describe/moment.tsx";
import { numberedOrder } from "../../describe/order-label.ts";
import { SaveAs } from "../../files/save-as-button.tsx";
import { formatCount, formatDay, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import styles from "./client-page.module.css";

/** Orders that are shown at once. */
const MOST = 8;

interface ClientOrdersProps {
  readonly client: ClientRow;
  readonly at: Position;
  /** Share of the book's orders that is read, 0 to 1. */
  readonly known: number;
}

/** The orders of one client as of the moment on the screen, the newest first. */
export function ClientOrders({ client, at, known }: ClientOrdersProps) {
  const { history } = useServices().session;
  const [, navigate] = useLocation();
  const places = ordersOf(history, history.clients.placeOf(client.id), at);
  const shown = places.slice(0, MOST).flatMap((place) => numberedOrder(history, place, at) ?? []);
  return (
    <section aria-label={texts.screens.orders}>
      <header className={panel["header"]}>
        <h3>
          {texts.screens.orders}{" "}
          <span className={panel["soft"]}>{known < 1 ? "…" : formatCount(places.length)}</span>
        </h3>
        <SaveAs
          small
          what={rooms.files.ordersOf(client.username)}
          begin={async (moment) => {
            const { clientOrdersFile } = await import("../../files/csv/orders-csv.ts");
            return clientOrdersFile(history, client.id, moment);
          }}
        />
      </header>
      <ul className={styles["list"]}>
        {shown.map(({ order, label }) => (
          <li key={order.id} className={styles["order"]}>
            <Button small look="quiet" onClick={() => navigate(wayTo("orders", order.id))}>
              {label}
            </Button>
            <span className={panel["soft"]}>
              <Moment time={order.placedAt} format={formatDay} />
            </span>
            <span className={panel["soft"]}>{rooms.statuses[order.status]}</span>
            <span className={styles["amount"]}>{formatMoney(order.total, order.currency)}</span>
          </li>
        ))}
      </ul>
      {places.length > MOST && (
        <p className={panel["soft"]}>{rooms.clients.earlierOrders(places.length - MOST)}</p>
      )}
      {known === 1 && places.length === 0 && (
        <p className={panel["soft"]}>{rooms.clients.noOrders}</p>
      )}
    </section>
  );
}
