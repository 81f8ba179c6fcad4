import type { ReactNode } from "react";
import { lineTotal } from "../../../domain/money.ts";
import type { OrderRow } from "../../../views/orders.ts";
import { formatMoney } from "../../format.ts";
import styles from "../../parts/panel.module.css";
import { sayLine } from "../../say-field.ts";

interface OrderLinesProps {
  readonly order: OrderRow;
  /** What stands beside the total. */
  readonly children?: ReactNode;
}

/** What is ordered, line by line, and the total. */
export function OrderLines({ order, children }: OrderLinesProps) {
  const { currency } = order;
  return (
    <>
      <ul className={styles["lines"]}>
        {order.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
          <li key={index}>
            <span>{sayLine(line, currency)}</span>
            <span>{formatMoney(lineTotal(line) ?? 0, currency)}</span>
          </li>
        ))}
      </ul>
      <p className={styles["total"]}>
        <span>Total</span>
        <span>
          {children}
          {formatMoney(order.total, currency)}
        </span>
      </p>
    </>
  );
}
