import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import type { OrderId } from "../../../domain/ids.ts";
import { lineTotal, type OrderLine } from "../../../domain/values/money.ts";
import { writeDecimal } from "../../../domain/values/write-decimal.ts";
import type { EpochMs, Position } from "../../../eventlog/envelope.ts";
import { type CsvCell, timeCell } from "../../../formats/csv-writer.ts";
import type { OrderRow, OrderStatus } from "../../../read-model/projections/orders.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { OrderQuery } from "../../../read-model/search/order-search.ts";
import { type NumberedOrder, numberedOrderById } from "../../describe/order-label.ts";
import { csvOf, type FileColumn, type FilePage, moneyCell } from "./csv-table.ts";
import { foundOrders } from "./orders-csv.ts";

interface LineOfOrder extends NumberedOrder {
  readonly line: OrderLine;
}

const COLUMNS: readonly FileColumn<LineOfOrder>[] = [
  { head: "order number", cell: ({ label }) => label },
  { head: "client", cell: ({ username }) => username },
  { head: "date", cell: ({ order }) => timeCell(order.placedAt) },
  { head: "status", cell: ({ order }) => order.status },
  { head: "product code", cell: ({ line }) => line.productCode },
  { head: "quantity", cell: ({ line }) => line.quantity },
  { head: "unit price", cell: ({ line, order }) => moneyCell(line.unitPrice, order.currency) },
  { head: "discount %", cell: ({ line }) => ({ number: writeDecimal(line.discount ?? 0, 2) }) },
  {
    head: "line total",
    cell: ({ line, order }) => moneyCell(lineTotal(line) ?? 0, order.currency),
  },
  { head: "currency", cell: ({ order }) => order.currency },
  { head: "paid by wallet", cell: ({ order }) => maybeTime(order.paidAt) },
  { head: "shipped date", cell: ({ order }) => closedAs("shipped", order) },
  { head: "cancelled date", cell: ({ order }) => closedAs("cancelled", order) },
];

function closedAs(status: OrderStatus, order: OrderRow): CsvCell {
  return order.status === status ? maybeTime(order.closedAt) : undefined;
}

function maybeTime(time: EpochMs | undefined): CsvCell {
  return time === undefined ? undefined : timeCell(time);
}

/** The lines of a query's orders as a CSV file, a row a line. */
export function orderLinesFile(history: History, query: OrderQuery, at: Position): FileSteps {
  return csvOf(COLUMNS, linesOf(foundOrders(history, query, at)));
}

/** The lines of one order as a CSV file. */
export function linesOfOrderFile(history: History, id: OrderId, at: Position): FileSteps {
  const order = numberedOrderById(history, id, at);
  return csvOf(COLUMNS, linesOf([{ rows: order ? [order] : [], done: 1, total: 1 }]));
}

function* linesOf(pages: Iterable<FilePage<NumberedOrder>>): Generator<FilePage<LineOfOrder>> {
  for (const { rows, done, total } of pages) {
    const lines = rows.flatMap((row) => row.order.lines.map((line) => ({ ...row, line })));
    yield { rows: lines, done, total };
  }
}
