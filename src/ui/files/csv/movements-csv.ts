import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { type CsvCell, timeCell } from "../../../formats/csv-writer.ts";
import type { ViewEvent } from "../../../read-model/projections/projection.ts";
import type { WalletRow } from "../../../read-model/projections/wallets.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { WalletQuery } from "../../../read-model/search/wallet-search.ts";
import { numberedOrderById } from "../../describe/order-label.ts";
import { csvOf, type FileColumn, type FilePage, foundPages, moneyCell } from "./csv-table.ts";

interface Movement extends Pick<ViewEvent, "occurredAt"> {
  readonly client: string;
  /** Minor units, below 0 where it left the wallet. */
  readonly amount: number;
  readonly currency: string;
  /** The number of the order that it paid, or was given back for. */
  readonly order: CsvCell;
}

const COLUMNS: readonly FileColumn<Movement>[] = [
  { head: "client", cell: ({ client }) => client },
  { head: "date", cell: ({ occurredAt }) => timeCell(occurredAt) },
  { head: "amount", cell: ({ amount, currency }) => moneyCell(amount, currency) },
  { head: "currency", cell: ({ currency }) => currency },
  { head: "order paid by wallet", cell: ({ order }) => order },
];

/** What went into the wallets of a query and out of them, a row a movement, wallet by wallet. */
export function movementsFile(history: History, query: WalletQuery, at: Position): FileSteps {
  const rowAt = (place: number) => history.wallets.rows(at, place, place + 1)[0];
  const pages = foundPages(history.search.wallets, query, at, rowAt);
  return csvOf(COLUMNS, movementsOf(history, pages, at));
}

function* movementsOf(
  history: History,
  pages: Iterable<FilePage<WalletRow>>,
  at: Position,
): Generator<FilePage<Movement>> {
  for (const { rows, done, total } of pages) {
    for (const { clientId, currency } of rows) {
      const client = history.clients.row(clientId, at)?.username ?? clientId;
      const moved = history.wallets.changes(clientId, at).flatMap(({ event, occurredAt }) => {
        const movement = movementOf(event);
        if (!movement) return [];
        const { amount, orderId } = movement;
        const order = orderId && numberedOrderById(history, orderId, at)?.label;
        return [{ client, occurredAt, amount, currency, order }];
      });
      yield { rows: moved, done, total };
    }
  }
}

/** What an event moved in a wallet, and for which order. */
export function movementOf(event: ViewEvent["event"]) {
  switch (event.type) {
    case "WalletCredited":
      return { amount: event.data.amount, orderId: event.data.refund };
    case "WalletDebited":
      return { amount: -event.data.amount, orderId: event.data.payment };
    default:
      return undefined;
  }
}
