import type { OrderStatus } from "../../../read-model/projections/orders.ts";
import styles from "../../components/chip.module.css";
import { rooms } from "../../i18n/screen-texts.ts";

const LOOKS = { placed: "new", paid: "done", shipped: "over", cancelled: "refused" } as const;

/** Where an order stands, in a word and a colour. */
export function StatusChip({ status }: { readonly status: OrderStatus }) {
  return (
    <span className={`${styles["chip"]} ${styles[LOOKS[status]]}`}>{rooms.statuses[status]}</span>
  );
}
