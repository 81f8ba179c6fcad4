import type { ReactNode } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import { feedOf } from "../../../read-model/queries/client-activity.ts";
import { ordersOf } from "../../../read-model/queries/client-orders.ts";
import { RecordSheet } from "../../components/table/record-sheet.tsx";
import { useServices } from "../../context/book-context.tsx";
import { sayMoment } from "../../describe/describe-moment.ts";
import { numberedOrder } from "../../describe/order-label.ts";
import { formatDay, formatMoment, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";

interface ClientSheetProps {
  readonly client: ClientRow;
  readonly at: Position;
  readonly facts: readonly { readonly field: string; readonly value: ReactNode }[];
}

/** A client for paper, with all orders and all that happened. */
export function ClientSheet({ client, at, facts }: ClientSheetProps) {
  const { history } = useServices().session;
  const orders = ordersOf(history, history.clients.placeOf(client.id), at).flatMap(
    (place) => numberedOrder(history, place, at) ?? [],
  );
  const { placed, status, total } = rooms.labels;
  return (
    <RecordSheet
      title={rooms.clients.named(client.username)}
      facts={facts}
      tables={[
        {
          title: texts.screens.orders,
          columns: [rooms.orders.one, placed, status, total],
          rows: orders.map(({ order, label }) => [
            label,
            sayMoment(order.placedAt, formatDay),
            rooms.statuses[order.status],
            formatMoney(order.total, order.currency),
          ]),
        },
        {
          title: rooms.clients.happened,
          columns: [rooms.timeline.type, rooms.timeline.happened],
          rows: feedOf(history, client.id, at).map(({ event, occurredAt }) => [
            event.type,
            sayMoment(occurredAt, formatMoment),
          ]),
        },
      ]}
    />
  );
}
