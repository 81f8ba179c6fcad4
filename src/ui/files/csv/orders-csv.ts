import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { timeCell } from "../../../formats/csv-writer.ts";
import { ordersOf } from "../../../read-model/queries/client-orders.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { OrderQuery } from "../../../read-model/search/order-search.ts";
import { type NumberedOrder, numberedOrder } from "../../describe/order-label.ts";
import {
  csvOf,
  type FileColumn,
  type FilePage,
  foundPages,
  moneyCell,
  pagesOf,
  whileWorking,
} from "./csv-table.ts";

const COLUMNS: readonly FileColumn<NumberedOrder>[] = [
  { head: "order number", cell: ({ label }) => label },
  { head: "client", cell: ({ username }) => username },
  { head: "client name", cell: ({ client }) => client },
  { head: "date", cell: ({ order }) => timeCell(order.placedAt) },
  { head: "lines", cell: ({ order }) => order.lines.length },
  { head: "total", cell: ({ order }) => moneyCell(order.total, order.currency) },
  { head: "currency", cell: ({ order }) => order.currency },
  { head: "status", cell: ({ order }) => order.status },
];

/** The orders of a query as a CSV file, a row an order. */
export function ordersFile(history: History, query: OrderQuery, at: Position): FileSteps {
  return csvOf(COLUMNS, foundOrders(history, query, at));
}

/** All orders of one client as a CSV file, a row an order, the newest first. */
export function clientOrdersFile(history: History, client: ClientId, at: Position): FileSteps {
  return csvOf(COLUMNS, pagesOfClient(history, client, at));
}

/** The orders of a query, page by page. */
export function foundOrders(
  history: History,
  query: OrderQuery,
  at: Position,
): Generator<FilePage<NumberedOrder>> {
  const rowAt = (place: number) => numberedOrder(history, place, at);
  return foundPages(history.search.orders, query, at, rowAt);
}

function* pagesOfClient(history: History, client: ClientId, at: Position) {
  yield* whileWorking(history.orderFacts.read());
  const places = ordersOf(history, history.clients.placeOf(client), at);
  yield* pagesOf(places.length, (index) => numberedOrder(history, places[index] ?? -1, at));
}
