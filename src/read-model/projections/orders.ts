import type { ClientId, OrderId } from "../../domain/ids.ts";
import { ORDER, orderIdOf } from "../../domain/ids.ts";
import { type OrderLine, orderTotal } from "../../domain/values/money.ts";
import type { EpochMs, StreamVersion } from "../../eventlog/envelope.ts";
import type { KeyedProjection } from "./projection.ts";

/** Where an order stands in its life. */
export type OrderStatus = "placed" | "paid" | "shipped" | "cancelled";

/** One order as the book knows it at a position. `total` in minor units of `currency`, after discounts. */
export interface OrderRow {
  readonly id: OrderId;
  readonly reference?: string;
  readonly clientId: ClientId;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  readonly total: number;
  readonly currency: string;
  readonly placedAt: EpochMs;
  readonly paidAt?: EpochMs;
  readonly closedAt?: EpochMs;
  readonly reason?: string;
  readonly version: StreamVersion;
}

/** True while an order can still take a step. */
export function isOpen({ status }: OrderRow): boolean {
  return status === "placed" || status === "paid";
}

/** Orders, one row each. */
export const orders: KeyedProjection<OrderRow> = {
  name: "orders",
  version: 1,
  keys: { are: "streams", prefix: ORDER },
  births: ["OrderPlaced"],
  changes: [
    "OrderLinesChanged",
    "OrderPaid",
    "PaymentRequested",
    "PaymentFailed",
    "OrderShipped",
    "OrderCancelled",
  ],
  evolve(row, { event, stream, version, occurredAt }) {
    const id = orderIdOf(stream);
    if (!id) return row;
    switch (event.type) {
      case "OrderPlaced": {
        const total = orderTotal(event.data.lines) ?? Number.MAX_SAFE_INTEGER;
        return { id, ...event.data, status: "placed", total, placedAt: occurredAt, version };
      }
      case "OrderLinesChanged": {
        const { lines } = event.data;
        const total = orderTotal(lines) ?? Number.MAX_SAFE_INTEGER;
        return row && { ...row, lines, total, version };
      }
      case "OrderPaid":
        return row && { ...row, status: "paid", paidAt: occurredAt, version };
      case "PaymentRequested":
      case "PaymentFailed":
        return row && { ...row, version };
      case "OrderShipped":
        return row && { ...row, status: "shipped", closedAt: occurredAt, version };
      case "OrderCancelled":
        return row && { ...row, ...event.data, status: "cancelled", closedAt: occurredAt, version };
      default:
        return row;
    }
  },
};
