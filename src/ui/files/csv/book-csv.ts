import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import { DETAILS } from "../../../domain/aggregates/client.ts";
import { clientIdOf, type OrderId, orderIdOf, walletOwnerOf } from "../../../domain/ids.ts";
import type { OrderLine } from "../../../domain/values/money.ts";
import { writeDecimal } from "../../../domain/values/write-decimal.ts";
import { type Position, START } from "../../../eventlog/envelope.ts";
import type { BookRecord } from "../../../formats/csv/rows/read-record.ts";
import { timeCell } from "../../../formats/csv-writer.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import type { ViewEvent } from "../../../read-model/projections/projection.ts";
import type { History } from "../../../read-model/read-model.ts";
import { numberedOrderById } from "../../describe/order-label.ts";
import { csvOf, type FileColumn, type FilePage, moneyCell } from "./csv-table.ts";
import { movementOf } from "./movements-csv.ts";

/** What happened in a book, as one row of its table. */
interface RecordRow extends Pick<ViewEvent, "position" | "occurredAt"> {
  readonly record: BookRecord;
  readonly username: string;
  readonly client?: ClientRow | undefined;
  /** Its id, and the number that people know it by. */
  readonly orderId?: OrderId;
  readonly order?: string;
  readonly line?: OrderLine;
  /** Minor units, below 0 where it left the wallet. */
  readonly amount?: number;
  readonly currency?: string;
  readonly reason?: string | undefined;
}

const COLUMNS: readonly FileColumn<RecordRow>[] = [
  { head: "hindsight record", cell: ({ record }) => record },
  { head: "hindsight event", cell: ({ position }) => position },
  { head: "date", cell: ({ occurredAt }) => timeCell(occurredAt) },
  { head: "username", cell: ({ username }) => username },
  ...DETAILS.map((field) => ({
    head: field,
    cell: ({ client }: RecordRow) => client?.[field],
  })),
  { head: "hindsight order", cell: ({ orderId }) => orderId },
  { head: "order number", cell: ({ order }) => order },
  { head: "product code", cell: ({ line }) => line?.productCode },
  { head: "quantity", cell: ({ line }) => line?.quantity },
  {
    head: "unit price",
    cell: ({ line, currency = "" }) => line && moneyCell(line.unitPrice, currency),
  },
  {
    head: "discount %",
    cell: ({ line }) => line && { number: writeDecimal(line.discount ?? 0, 2) },
  },
  {
    head: "amount",
    cell: ({ amount, currency = "" }) =>
      amount === undefined ? undefined : moneyCell(amount, currency),
  },
  { head: "currency", cell: ({ currency }) => currency },
  { head: "reason", cell: ({ reason }) => reason },
];

/**
 * Clients, orders and payments of a book as one table, a row for each thing that happened and each
 * line of an order, as they stand in the log: brought into an empty book, each day is as it was.
 */
export function bookFile(history: History, at: Position): FileSteps {
  return csvOf(COLUMNS, recordPages(history, at));
}

/** Events that are written between two moments at which the work may be put down. */
const PAGE = 64;

function* recordPages(history: History, at: Position): Generator<FilePage<RecordRow>> {
  let rows: RecordRow[] = [];
  let count = 0;
  for (const seen of inOrder(history, at)) {
    rows.push(...recordsOf(history, seen));
    count += 1;
    if (count % PAGE !== 0) continue;
    yield { rows, done: seen.position, total: at };
    rows = [];
  }
  yield { rows, done: at, total: at };
}

/** The events of clients, orders and wallets, in their order. */
function* inOrder(history: History, at: Position): Generator<ViewEvent> {
  const views = [history.clients, history.orders, history.wallets];
  const sources = views.map((view) => view.changesSince(START)[Symbol.iterator]());
  const next = sources.map((source) => source.next());
  for (;;) {
    let first: number | undefined;
    for (const [index, { done, value }] of next.entries()) {
      if (done || value.position > at) continue;
      if (first === undefined || value.position < next[first]?.value.position) first = index;
    }
    if (first === undefined) return;
    yield next[first]?.value;
    next[first] = sources[first]?.next() as IteratorResult<ViewEvent>;
  }
}

function recordsOf(history: History, seen: ViewEvent): RecordRow[] {
  const { event, position, stream, occurredAt } = seen;
  const clientId = clientIdOf(stream);
  const orderId = orderIdOf(stream);
  if (clientId !== undefined) {
    const client = history.clients.row(clientId, position);
    const record = event.type === "ClientRegistered" ? "client" : "client changed";
    return client ? [{ record, position, occurredAt, username: client.username, client }] : [];
  }
  const ofOrder = (id: OrderId) => {
    const found = numberedOrderById(history, id, position);
    const [username, order] = [found?.username ?? "", found?.label ?? ""];
    return { position, occurredAt, username, orderId: id, order };
  };
  switch (event.type) {
    case "OrderPlaced":
    case "OrderLinesChanged": {
      if (orderId === undefined) return [];
      const record = event.type === "OrderPlaced" ? "order" : "order changed";
      const { currency = "" } = history.orders.row(orderId, position) ?? {};
      return event.data.lines.map((line) => ({ record, line, currency, ...ofOrder(orderId) }));
    }
    case "OrderShipped":
      return orderId === undefined ? [] : [{ record: "order shipped", ...ofOrder(orderId) }];
    case "OrderCancelled": {
      const { reason } = event.data;
      return orderId === undefined
        ? []
        : [{ record: "order cancelled", reason, ...ofOrder(orderId) }];
    }
    case "WalletCredited":
    case "WalletDebited":
      return movedBy(history, seen, ofOrder);
    default:
      return [];
  }
}

// What is given back follows from the order that is cancelled.
function movedBy(
  history: History,
  { event, stream, occurredAt, position }: ViewEvent,
  ofOrder: (id: OrderId) => Omit<RecordRow, "record">,
): RecordRow[] {
  const owner = walletOwnerOf(stream);
  const movement = movementOf(event);
  if (owner === undefined || !movement) return [];
  const { amount, orderId } = movement;
  if (orderId !== undefined)
    return amount < 0 ? [{ record: "order paid", ...ofOrder(orderId) }] : [];
  const username = history.clients.row(owner, position)?.username ?? owner;
  const { currency = "" } = history.wallets.row(owner, position) ?? {};
  return [{ record: "payment", position, occurredAt, username, amount, currency }];
}
