import type { OrderRow } from "../../../views/orders.ts";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { texts } from "../../texts/texts.ts";

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
        <Button small={small} aria-label={texts.orders.pay.one(label)} onClick={step("PayOrder")}>
          {texts.orders.pay.name}
        </Button>
      )}
      <Button small={small} aria-label={texts.orders.ship.one(label)} onClick={step("ShipOrder")}>
        {texts.orders.ship.name}
      </Button>
      <Button
        small={small}
        look="danger"
        aria-label={texts.orders.cancel.one(label)}
        onClick={step("CancelOrder")}
      >
        {texts.orders.cancel.name}
      </Button>
    </span>
  );
}
