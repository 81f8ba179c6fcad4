import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { timeCell } from "../../../formats/csv-writer.ts";
import type { WalletRow } from "../../../read-model/projections/wallets.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { WalletQuery } from "../../../read-model/search/wallet-search.ts";
import { csvOf, type FileColumn, foundPages, moneyCell } from "./csv-table.ts";

interface OwnedWallet {
  readonly wallet: WalletRow;
  readonly client: string;
}

const COLUMNS: readonly FileColumn<OwnedWallet>[] = [
  { head: "client", cell: ({ client }) => client },
  { head: "balance", cell: ({ wallet }) => moneyCell(wallet.balance, wallet.currency) },
  { head: "currency", cell: ({ wallet }) => wallet.currency },
  // The first event opens the wallet and moves nothing.
  { head: "transactions", cell: ({ wallet }) => wallet.version - 1 },
  { head: "date", cell: ({ wallet }) => timeCell(wallet.openedAt) },
];

/** The wallets of a query as a CSV file: what is in each, under the username of its client. */
export function walletsFile(history: History, query: WalletQuery, at: Position): FileSteps {
  const rowAt = (place: number): OwnedWallet | undefined => {
    const [wallet] = history.wallets.rows(at, place, place + 1);
    if (!wallet) return undefined;
    const client = history.clients.row(wallet.clientId, at)?.username ?? wallet.clientId;
    return { wallet, client };
  };
  return csvOf(COLUMNS, foundPages(history.search.wallets, query, at, rowAt));
}
