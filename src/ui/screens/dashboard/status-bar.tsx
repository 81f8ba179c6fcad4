import { STATUSES } from "../../../read-model/columns/order-columns.ts";
import type { OrderSummary } from "../../../read-model/columns/order-totals.ts";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./dashboard.module.css";

/** How many orders stand where, as parts of one bar. */
export function StatusBar({ summary }: { readonly summary: OrderSummary }) {
  return (
    <section className={styles["card"]} aria-labelledby="by-status">
      <h2 id="by-status">{rooms.dashboard.byStatus}</h2>
      <div className={styles["stack"]} aria-hidden="true">
        {STATUSES.map((status) => (
          <span
            key={status}
            data-status={status}
            className={styles["part"]}
            style={{ flexGrow: summary[status] }}
          />
        ))}
      </div>
      <ul className={styles["legend"]}>
        {STATUSES.map((status) => (
          <li key={status}>
            <span aria-hidden="true" data-status={status} className={styles["dot"]} />
            {rooms.statuses[status]} <strong>{formatCount(summary[status])}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
