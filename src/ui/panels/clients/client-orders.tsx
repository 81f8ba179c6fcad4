import { useLocation } from "wouter";
import type { Position } from "../../../eventlog/envelope.ts";
import { ordersOf } from "../../../views/client-orders.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { SaveAs } from "../../actions/save-as.tsx";
import { useServices } from "../../book-context.tsx";
import { formatCount, formatDay, formatMoney } from "../../format.ts";
import { numberedOrder } from "../../numbered-order.ts";
import { Button } from "../../parts/button.tsx";
import panel from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
import { wayTo } from "../../use-opened.ts";
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
            const { clientOrdersFile } = await import("../../table-files/orders-file.ts");
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
              {[formatDay(order.placedAt), rooms.statuses[order.status]].join(", ")}
            </span>
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
