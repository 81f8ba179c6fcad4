import { DETAILS } from "../../../domain/aggregates/client.ts";
import { postalAddressOf } from "./read-address.ts";
import { type Cells, type RowReaders, when } from "./row-cells.ts";
import type { ClientTold, TableCommand } from "./row-reading.ts";

/** Reads a row of clients: somebody who is to be added. */
export function readClient(cells: Cells, readers: RowReaders): TableCommand {
  const username = cells.neededId("username");
  return { type: "RegisterClient", username, ...detailsIn(cells), ...when(cells, readers) };
}

/**
 * What a row tells of a client beside the username.
 * @param known what need not be looked up.
 */
export function detailsIn(cells: Cells, known: ClientTold = {}): ClientTold {
  const details = DETAILS.flatMap((field) => {
    const detail =
      known[field] ?? (field === "address" ? postalAddressOf(cells) : cells.text(field));
    return detail ? [[field, detail] as const] : [];
  });
  return Object.fromEntries(details);
}
