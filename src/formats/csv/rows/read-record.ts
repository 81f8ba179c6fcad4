import { DETAILS } from "../../../domain/aggregates/client.ts";
import type { OrderId } from "../../../domain/ids.ts";
import { quoteCell } from "../cells/cell-reading.ts";
import { readClient } from "./read-client.ts";
import { type RowContext, readOrderLine } from "./read-order-line.ts";
import { readPayment } from "./read-payment.ts";
import { type Cells, when } from "./row-cells.ts";
import type { TableCommand } from "./row-reading.ts";

/**
 * What a row of a book's own table tells: each is something that happened, in the order in which it
 * did. A row an order's line; the other records have one row.
 */
export const RECORDS = [
  ...(["client", "client changed", "order", "order changed"] as const),
  ...(["order paid", "order shipped", "order cancelled", "payment"] as const),
];

/** One of them. */
export type BookRecord = (typeof RECORDS)[number];

/** Reads a row of a book's own table. */
export function readRecord(cells: Cells, context: RowContext): TableCommand {
  const record = cells.text("record");
  if (isRecord(record)) return READERS[record](cells, context);
  cells.refuse("record", "no-record", `${quoteCell(record)} is none of ${RECORDS.join(", ")}`);
  return readClient(cells, context);
}

/** What rows have in common that are one order, or the change of one. */
export function groupOfRecord(cells: Cells): string {
  return (["record", "orderId", "event", "date"] as const)
    .map((field) => cells.text(field))
    .join(" ");
}

function isRecord(text: string): text is BookRecord {
  return (RECORDS as readonly string[]).includes(text);
}

const READERS: {
  readonly [Name in BookRecord]: (cells: Cells, context: RowContext) => TableCommand;
} = {
  client: readClient,
  "client changed": (cells, context) => ({
    ...{ type: "ChangeClient", client: cells.needed("client") },
    // All that was known after the change: what is empty was taken away.
    ...Object.fromEntries(DETAILS.map((field) => [field, cells.text(field)])),
    ...when(cells, context),
  }),
  order: (cells, context) => ({
    ...readOrderLine(cells, context),
    orderId: cells.needed("orderId") as OrderId,
  }),
  "order changed"(cells, context) {
    const { lines } = readOrderLine(cells, context);
    return { type: "ChangeOrderLines", lines, ...orderOf(cells, context) };
  },
  "order paid": (cells, context) => ({ type: "PayOrder", ...orderOf(cells, context) }),
  "order shipped": (cells, context) => ({ type: "ShipOrder", ...orderOf(cells, context) }),
  "order cancelled"(cells, context) {
    const reason = cells.text("reason");
    return { type: "CancelOrder", ...orderOf(cells, context), ...(reason && { reason }) };
  },
  payment: readPayment,
};

function orderOf(cells: Cells, context: RowContext) {
  return { orderId: cells.needed("orderId") as OrderId, ...when(cells, context) };
}
