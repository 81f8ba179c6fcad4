import type { EpochMs } from "../../../eventlog/envelope.ts";
import { isOpen, type OrderRow, orders } from "../../../read-model/projections/orders.ts";
import { rowChanges } from "../../../read-model/queries/field-diff.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { Moment } from "../../describe/moment.tsx";
import { editDraftName, editedVersion, keepDraft } from "../../forms/drafts/edit-draft.ts";
import { beginOrderEdit } from "../../forms/drafts/order-draft.ts";
import { formatExactMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { ChangesList } from "../../provenance/change-history.tsx";
import { type FieldValue, ValuesList } from "../../provenance/field-list.tsx";
import { ChangedAt } from "../../provenance/origin-link.tsx";
import { later, useOrigins } from "../../provenance/use-field-origins.ts";
import { CheckoutNote } from "./checkout-note.tsx";
import { EditOrderForm } from "./edit-order-form.tsx";
import { OrderSteps } from "./order-actions.tsx";
import { OrderLines } from "./order-lines.tsx";
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
      field: rooms.labels.client,
      value: client,
      from: later(of("clientId"), ofClient(order.clientId, "name", "username")),
    },
    { field: rooms.labels.status, value: rooms.statuses[order.status], from: of("status") },
    { field: rooms.labels.reference, value: reference, from: of("reference") },
    { field: rooms.labels.placed, value: exactly(placedAt), from: of("placedAt") },
    { field: rooms.labels.paid, value: exactly(paidAt), from: of("paidAt") },
    {
      field: order.status === "shipped" ? rooms.orders.shipped : rooms.orders.cancelled,
      value: exactly(closedAt),
      from: of("closedAt"),
    },
    { field: rooms.labels.reason, value: reason, from: of("reason") },
    { field: rooms.labels.lines, value: order.lines.length, from: of("lines") },
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
          <ChangedAt field={rooms.labels.total} origin={of("total", "currency")} />
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
