import { createPlainRows } from "../../../transfer/csv/plain-rows.ts";
import type { RefusedRow, TableMeaning } from "../../../transfer/csv/read-row.ts";
import type { Table } from "../../../transfer/csv/table.ts";
import { REASON_TITLE } from "../../../transfer/csv/title-words.ts";
import { createCsvFile } from "../../../transfer/csv-text.ts";
import { rooms } from "../../texts/rooms.ts";

/**
 * The rows that were refused, each with its reason in the last column, in a file that can be mended
 * and is imported as these rows were read, with the columns and forms that were chosen by hand.
 */
export function refusedFile(
  table: Table,
  meaning: TableMeaning,
  refused: readonly RefusedRow[],
): Blob {
  const plain = createPlainRows(table, meaning);
  const file = createCsvFile([...plain.columns, REASON_TITLE]);
  const rowOf = new Map(table.rows.map((row) => [row.row, row]));
  for (const { row: number, column, reason } of refused) {
    const row = rowOf.get(number) ?? { row: number, cells: [] };
    const said = column === undefined ? reason : rooms.tables.ofColumn(column, reason);
    // What has no column stays behind the row, which is refused for it again until it is mended.
    file.add([...plain.cellsOf(row), said, ...row.cells.slice(table.columns.length)]);
  }
  return file.end();
}
