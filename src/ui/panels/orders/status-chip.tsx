import type { OrderStatus } from "../../../views/orders.ts";
import styles from "../../parts/chip.module.css";
import { rooms } from "../../texts/rooms.ts";

const LOOKS = { placed: "new", paid: "done", shipped: "over", cancelled: "refused" } as const;

/** Where an order stands, in a word and a colour. */
export function StatusChip({ status }: { readonly status: OrderStatus }) {
  return (
    <span className={`${styles["chip"]} ${styles[LOOKS[status]]}`}>{rooms.statuses[status]}</span>
  );
}
