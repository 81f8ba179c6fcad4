import type { ClientId } from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { FileSteps } from "../../store/write-file.ts";
import { timeCell } from "../../transfer/csv-text.ts";
import { ordersOf } from "../../views/client-orders.ts";
import type { History } from "../../views/history.ts";
import type { OrderQuery } from "../../views/order-search.ts";
import { type NumberedOrder, numberedOrder } from "../numbered-order.ts";
import {
  csvOf,
  type FileColumn,
  type FilePage,
  foundPages,
  moneyCell,
  pagesOf,
  whileWorking,
} from "./table-file.ts";

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
