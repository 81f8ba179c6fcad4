import type { Written } from "../../../application/files/chunked-file-writer.ts";
import { plainMoney } from "../../../domain/values/money.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { type CsvCell, createCsvFile } from "../../../formats/csv-writer.ts";
import type { RowSearch } from "../../../read-model/search/row-search.ts";

/** A column of a file. Its head is the same in every language: scripts, and the import of such files, rely on it. */
export interface FileColumn<Row> {
  readonly head: string;
  cell(row: Row): CsvCell;
}

/** Some rows of a table one after the other, and how much of the table is through with them. */
export interface FilePage<Row> extends Written {
  readonly rows: readonly Row[];
}

/** All rows of a table, whatever part of it is on the screen. A page may be empty where the work only went on. */
export type FilePages<Row> = Iterable<FilePage<Row>> | AsyncIterable<FilePage<Row>>;

/** Writes a table as a CSV file with a line a row. */
export async function* csvOf<Row>(
  columns: readonly FileColumn<Row>[],
  pages: FilePages<Row>,
): AsyncGenerator<Written, Blob> {
  const file = createCsvFile(columns.map(({ head }) => head));
  for await (const { rows, done, total } of pages) {
    for (const row of rows) file.add(columns.map(({ cell }) => cell(row)));
    yield { done, total };
  }
  return file.end();
}

/** Rows that are written between two moments at which the work may be put down. */
const PAGE = 64;

/** The rows of a table whose rows are known by their index, from 0. */
export function* pagesOf<Row>(
  total: number,
  rowAt: (index: number) => Row | undefined,
): Generator<FilePage<Row>> {
  for (let from = 0; from < total; from += PAGE) {
    const done = Math.min(from + PAGE, total);
    const rows: Row[] = [];
    for (let index = from; index < done; index += 1) {
      const row = rowAt(index);
      if (row !== undefined) rows.push(row);
    }
    yield { rows, done, total };
  }
}

/**
 * All rows that a query finds as of a position, in its order: also those that the screen is still searching for.
 * @param rowAt the row at a place, from 0, among all rows in order of creation.
 */
export function* foundPages<Query, Row>(
  search: RowSearch<Query>,
  query: Query,
  at: Position,
  rowAt: (place: number) => Row | undefined,
): Generator<FilePage<Row>> {
  yield* whileWorking(search.prepare(query));
  const { count, placeAt } = search.list(at, query);
  yield* pagesOf(count, (index) => {
    const place = placeAt(index);
    return place === undefined ? undefined : rowAt(place);
  });
}

/** Pages without a row, for as long as something else has to be done first; then what came of that. */
export function* whileWorking<Result>(
  work: Generator<void, Result>,
): Generator<FilePage<never>, Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield { rows: [], done: 0, total: 0 };
  }
}

/** An amount of minor units as a number of whole units of its currency. */
export function moneyCell(amount: number, currency: string): CsvCell {
  return { number: plainMoney(amount, currency) };
}
