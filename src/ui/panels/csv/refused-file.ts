import { withoutGuards } from "../../../transfer/csv/formula-guard.ts";
import type { RefusedRow } from "../../../transfer/csv/read-row.ts";
import type { Table } from "../../../transfer/csv/read-table.ts";
import { createCsvFile } from "../../../transfer/csv-text.ts";
import { rooms } from "../../texts/rooms.ts";

/** The rows that were refused, with all their cells and the reason, in a file that can be mended and imported. */
export function refusedFile({ columns, rows }: Table, refused: readonly RefusedRow[]): Blob {
  const file = createCsvFile([...columns.map(withoutGuards), rooms.tables.refusedBecause]);
  const cellsOf = new Map(rows.map(({ row, cells }) => [row, cells]));
  for (const { row, column, reason } of refused) {
    const cells = cellsOf.get(row) ?? [];
    // Cells are kept as they came: the file's own guards would come on top of theirs.
    const filled = columns.map((_, index) => withoutGuards(cells[index] ?? ""));
    file.add([...filled, column === undefined ? reason : rooms.tables.ofColumn(column, reason)]);
  }
  return file.end();
}
