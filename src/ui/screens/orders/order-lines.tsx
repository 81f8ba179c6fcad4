import type { ReactNode } from "react";
import { lineTotal } from "../../../domain/values/money.ts";
import type { OrderRow } from "../../../read-model/projections/orders.ts";
import styles from "../../components/layout.module.css";
import { Paged } from "../../components/paged.tsx";
import { useServices } from "../../context/book-context.tsx";
import { sayLine } from "../../describe/describe-field.ts";
import { linesOfOrderFile } from "../../files/csv/order-lines-csv.ts";
import { SaveAs } from "../../files/save-as-button.tsx";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

interface OrderLinesProps {
  readonly order: OrderRow;
  /** The number people call it by. */
  readonly label: string;
  /** What stands beside the total. */
  readonly children?: ReactNode;
}

/** What is ordered, line by line, and the total. */
export function OrderLines({ order, label, children }: OrderLinesProps) {
  const { currency } = order;
  const { history } = useServices().session;
  return (
    <>
      <header className={styles["header"]}>
        <h3>{rooms.labels.lines}</h3>
        <SaveAs
          small
          what={rooms.files.linesOf(label)}
          begin={(moment) => linesOfOrderFile(history, order.id, moment)}
        />
      </header>
      <Paged count={order.lines.length} label={rooms.labels.lines}>
        {(from, to) => (
          <ul className={styles["lines"]}>
            {order.lines.slice(from, to).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
              <li key={from + index}>
                <span>{sayLine(line, currency)}</span>
                <span>{formatMoney(lineTotal(line) ?? 0, currency)}</span>
              </li>
            ))}
          </ul>
        )}
      </Paged>
      <p className={styles["total"]}>
        <span>{rooms.labels.total}</span>
        <span>
          {children}
          {formatMoney(order.total, currency)}
        </span>
      </p>
    </>
  );
}
