import { DETAILS } from "../../domain/client.ts";
import type { ClientTold, TableCommand } from "./read-row.ts";
import { type Cells, plainId, type RowReaders, when } from "./row-cells.ts";

/** Reads a row of clients: somebody who is to be added. */
export function readClient(cells: Cells, readers: RowReaders): TableCommand {
  const username = plainId(cells.needed("username"));
  return { type: "RegisterClient", username, ...detailsIn(cells), ...when(cells, readers) };
}

/** What a row tells of a client beside the username. */
export function detailsIn(cells: Cells): ClientTold {
  const details = DETAILS.flatMap((field) => {
    const detail = cells.text(field);
    return detail ? [[field, detail] as const] : [];
  });
  return Object.fromEntries(details);
}
