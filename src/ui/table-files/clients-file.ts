import type { Position } from "../../eventlog/envelope.ts";
import type { FileSteps } from "../../store/write-file.ts";
import { timeCell } from "../../transfer/csv-text.ts";
import type { ClientQuery } from "../../views/client-search.ts";
import type { ClientRow } from "../../views/clients.ts";
import type { History } from "../../views/history.ts";
import { csvOf, type FileColumn, foundPages } from "./table-file.ts";

const COLUMNS: readonly FileColumn<ClientRow>[] = [
  { head: "username", cell: ({ username }) => username },
  { head: "name", cell: ({ name }) => name },
  { head: "email", cell: ({ email }) => email },
  { head: "phone", cell: ({ phone }) => phone },
  { head: "address", cell: ({ address }) => address },
  { head: "date", cell: ({ registeredAt }) => timeCell(registeredAt) },
];

/** The clients of a query as a CSV file. */
export function clientsFile(history: History, query: ClientQuery, at: Position): FileSteps {
  const rowAt = (place: number) => history.clients.rows(at, place, place + 1)[0];
  return csvOf(COLUMNS, foundPages(history.search.clients, query, at, rowAt));
}
