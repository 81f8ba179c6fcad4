import type { ReactNode } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { feedOf } from "../../../views/client-feed.ts";
import { ordersOf } from "../../../views/client-orders.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { useServices } from "../../book-context.tsx";
import { formatDay, formatMoment, formatMoney } from "../../format.ts";
import { numberedOrder } from "../../numbered-order.ts";
import { RecordSheet } from "../../parts/record-sheet.tsx";
import { sayMoment } from "../../say-moment.ts";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";

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
