import { REASON_TITLE } from "../../../formats/csv/detection/title-words.ts";
import { createPlainRows } from "../../../formats/csv/rows/plain-rows.ts";
import type { RefusedRow, TableMeaning } from "../../../formats/csv/rows/row-reading.ts";
import type { Table } from "../../../formats/csv/table.ts";
import { createCsvFile } from "../../../formats/csv-writer.ts";
import { rooms } from "../../i18n/screen-texts.ts";

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
  for (const [number, reasons] of reasonsByRow(table, meaning, refused)) {
    const row = rowOf.get(number) ?? { row: number, cells: [] };
    const said = reasons.join(" ");
    // What has no column stays behind the row, which is refused for it again until it is mended.
    file.add([...plain.cellsOf(row), said, ...row.cells.slice(table.columns.length)]);
  }
  return file.end();
}

/**
 * What is said of each row, in their order. Of an order that is in the book without a step of its
 * all rows are saved: without the others it would be another order.
 */
function reasonsByRow(
  { rows }: Table,
  { kind, mapping }: TableMeaning,
  refused: readonly RefusedRow[],
): [row: number, reasons: readonly string[]][] {
  const reasonsOf = new Map<number, string[]>();
  for (const { row, column, reason } of refused) {
    const said = column === undefined ? reason : rooms.tables.ofColumn(column, reason);
    reasonsOf.set(row, [...(reasonsOf.get(row) ?? []), said]);
  }
  const { reference } = mapping;
  if (kind === "orders" && reference !== undefined) {
    const isStep = ({ code }: RefusedRow) => code === "unpaid" || code === "order-refused";
    const stepRows = new Set(refused.filter(isStep).map(({ row }) => row));
    const orders = new Set(
      rows.filter(({ row }) => stepRows.has(row)).map(({ cells }) => cells[reference] ?? ""),
    );
    for (const { row, cells } of rows) {
      if (orders.has(cells[reference] ?? "") && !reasonsOf.has(row)) reasonsOf.set(row, []);
    }
  }
  return [...reasonsOf].toSorted(([one], [other]) => one - other);
}
