import type { FileSteps } from "../../../application/files/chunked-file-writer.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { timeCell } from "../../../formats/csv-writer.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { ClientQuery } from "../../../read-model/search/client-search.ts";
import { csvOf, type FileColumn, foundPages } from "./csv-table.ts";

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
