import type { OrderRow } from "../../../views/orders.ts";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";

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
        <Button small={small} aria-label={`Pay order ${label}`} onClick={step("PayOrder")}>
          Pay
        </Button>
      )}
      <Button small={small} aria-label={`Ship order ${label}`} onClick={step("ShipOrder")}>
        Ship
      </Button>
      <Button
        small={small}
        look="danger"
        aria-label={`Cancel order ${label}`}
        onClick={step("CancelOrder")}
      >
        Cancel
      </Button>
    </span>
  );
}
