import type { ReactNode } from "react";
import { lineTotal } from "../../../domain/money.ts";
import type { OrderRow } from "../../../views/orders.ts";
import { SaveAs } from "../../actions/save-as.tsx";
import { useServices } from "../../book-context.tsx";
import { formatMoney } from "../../format.ts";
import { Paged } from "../../parts/paged.tsx";
import styles from "../../parts/panel.module.css";
import { sayLine } from "../../say-field.ts";
import { linesOfOrderFile } from "../../table-files/order-lines-file.ts";
import { rooms } from "../../texts/rooms.ts";

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
