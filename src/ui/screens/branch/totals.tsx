import type { Position } from "../../../eventlog/envelope.ts";
import type { History } from "../../../read-model/read-model.ts";
import { formatCount, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import styles from "./branch.module.css";

interface TotalsProps {
  readonly one: History;
  readonly other: History;
  /** How the first book is called. */
  readonly name: string;
  /** The last position they have in common. */
  readonly since: Position;
}

/** The counts and sums of two books at their ends. */
export function Totals({ one, other, name, since }: TotalsProps) {
  const [before, after] = [totalsOf(one, since), totalsOf(other, since)];
  return (
    <table className={styles["totals"]} aria-label={rooms.branch.totals}>
      <thead>
        <tr>
          <td />
          <th scope="col">{name}</th>
          <th scope="col">{rooms.branch.thisBranch}</th>
        </tr>
      </thead>
      <tbody>
        {before.map(([what, value], index) => {
          const [, now = ""] = after[index] ?? [];
          return (
            <tr key={what} data-differs={value !== now}>
              <th scope="row">{what}</th>
              <td>{value}</td>
              <td>{now}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function totalsOf(history: History, since: Position): readonly (readonly [string, string])[] {
  const at = history.head().position;
  const orders = history.orderSummary(at);
  const value = orders.totals.map(({ currency, total }) => formatMoney(total, currency));
  return [
    [rooms.branch.eventsSince, formatCount(at - since)],
    [texts.screens.clients, formatCount(history.clients.count(at))],
    [texts.screens.orders, formatCount(orders.count)],
    [rooms.orders.open, formatCount(orders.placed + orders.paid)],
    [rooms.orders.shipped, formatCount(orders.shipped)],
    [rooms.orders.cancelled, formatCount(orders.cancelled)],
    [rooms.orders.value, value.join(" + ") || "–"],
  ];
}
