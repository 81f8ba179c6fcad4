import type { OrderRow } from "../../../read-model/projections/orders.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { rooms } from "../../i18n/screen-texts.ts";

interface OrderStepsProps {
  readonly order: OrderRow;
  readonly label: string;
  readonly small?: boolean;
  dispatch(command: unknown): void;
}

/** The steps an open order can take. */
export function OrderSteps({ order, label, small = false, dispatch }: OrderStepsProps) {
  const step = (type: "PayOrder" | "ShipOrder" | "CancelOrder") => () =>
    dispatch({ type, orderId: order.id });
  return (
    <span className={styles["rowActions"]}>
      {order.status === "placed" && (
        <Button small={small} aria-label={rooms.orders.pay.one(label)} onClick={step("PayOrder")}>
          {rooms.orders.pay.name}
        </Button>
      )}
      <Button small={small} aria-label={rooms.orders.ship.one(label)} onClick={step("ShipOrder")}>
        {rooms.orders.ship.name}
      </Button>
      <Button
        small={small}
        look="danger"
        aria-label={rooms.orders.cancel.one(label)}
        onClick={step("CancelOrder")}
      >
        {rooms.orders.cancel.name}
      </Button>
    </span>
  );
}
