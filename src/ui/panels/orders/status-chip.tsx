import type { OrderStatus } from "../../../views/orders.ts";
import styles from "./status-chip.module.css";

/** Where an order stands, in a word and a colour. */
export function StatusChip({ status }: { readonly status: OrderStatus }) {
  return <span className={`${styles["chip"]} ${styles[status]}`}>{status}</span>;
}
