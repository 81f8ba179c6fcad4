import type { EpochMs } from "../../../eventlog/envelope.ts";
import { rowChanges } from "../../../views/field-changes.ts";
import { isOpen, type OrderRow, orders } from "../../../views/orders.ts";
import { useBook, useServices, useShownPosition } from "../../book-context.tsx";
import { ChangedAt } from "../../changed-at.tsx";
import { ChangesList } from "../../changes-list.tsx";
import { editDraftName, editedVersion, keepDraft } from "../../drafts/edit-draft.ts";
import { beginOrderEdit } from "../../drafts/order-draft.ts";
import { formatExactMoment } from "../../format.ts";
import { Moment } from "../../moment.tsx";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
import { later, useOrigins } from "../../use-origins.ts";
import { type FieldValue, ValuesList } from "../../values-list.tsx";
import { CheckoutNote } from "./checkout-note.tsx";
import { EditOrderForm } from "./edit-order-form.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderSteps } from "./order-steps.tsx";
import { PrintOrder } from "./print/print-order.tsx";
import { StatusChip } from "./status-chip.tsx";

interface OrderDetailProps {
  readonly order: OrderRow;
  readonly label: string;
  readonly client: string;
  dispatch(command: unknown): void;
  onClose(): void;
}

/** One order with its lines, and where each value comes from. */
export function OrderDetail({ order, label, client, dispatch, onClose }: OrderDetailProps) {
  const { currency } = order;
  const { history, store } = useServices().session;
  const name = editDraftName("order", order.id);
  const isEdited = useBook(({ drafts }) => editedVersion(drafts[name]) !== undefined);
  const at = useShownPosition();
  const { ofClient, ofOrder } = useOrigins(at);
  const of = (...fields: (keyof OrderRow & string)[]) => ofOrder(order.id, ...fields);
  const { reference, placedAt, paidAt, closedAt, reason } = order;
  const values: readonly FieldValue[] = [
    {
      field: texts.labels.client,
      value: client,
      from: later(of("clientId"), ofClient(order.clientId, "name", "username")),
    },
    { field: texts.labels.status, value: rooms.statuses[order.status], from: of("status") },
    { field: texts.labels.reference, value: reference, from: of("reference") },
    { field: texts.labels.placed, value: exactly(placedAt), from: of("placedAt") },
    { field: texts.labels.paid, value: exactly(paidAt), from: of("paidAt") },
    {
      field: order.status === "shipped" ? rooms.orders.shipped : rooms.orders.cancelled,
      value: exactly(closedAt),
      from: of("closedAt"),
    },
    { field: texts.labels.reason, value: reason, from: of("reason") },
    { field: texts.labels.lines, value: order.lines.length, from: of("lines") },
  ];
  return (
    <article className={styles["form"]} aria-label={rooms.orders.named(label)}>
      <header className={styles["header"]}>
        <h2>
          {rooms.orders.named(label)} <StatusChip status={order.status} />
        </h2>
        <div className={styles["buttons"]}>
          <PrintOrder order={order} label={label} at={at} />
          <Button small onClick={onClose}>
            {texts.common.close}
          </Button>
        </div>
      </header>
      <ValuesList values={values} />
      <p className={styles["soft"]}>{rooms.common.version(order.version)}</p>
      {isEdited ? (
        <EditOrderForm order={order} onLeave={() => keepDraft(store, name, undefined)} />
      ) : (
        <OrderLines order={order} label={label}>
          <ChangedAt field={texts.labels.total} origin={of("total", "currency")} />
        </OrderLines>
      )}
      {order.status === "placed" && !isEdited && (
        <div>
          <Button onClick={() => keepDraft(store, name, beginOrderEdit(order))}>
            {rooms.orders.editLines}
          </Button>
        </div>
      )}
      <CheckoutNote orderId={order.id} dispatch={dispatch} />
      {isOpen(order) && <OrderSteps order={order} label={label} dispatch={dispatch} />}
      <ChangesList
        changes={rowChanges(orders, history.orders.changes(order.id, at))}
        wording={{ currency }}
      />
    </article>
  );
}

function exactly(time: EpochMs | undefined) {
  return time === undefined ? undefined : <Moment time={time} format={formatExactMoment} />;
}
