import type { EpochMs } from "../eventlog/envelope.ts";
import { writeInstant } from "../eventlog/util/rfc3339.ts";
import { createTextParts } from "./blob-writer.ts";
import { guardFormulas } from "./csv/cells/formula-guard.ts";

/** A number written as a decimal, such as `-12.50`: as text it keeps every digit and the zeros at its end. */
export interface CsvNumber {
  readonly number: string;
}

/** What stands in a cell: a text, a number, or nothing. */
export type CsvCell = string | number | CsvNumber | undefined;

/** An instant after RFC 3339, in UTC, as a cell. */
export function timeCell(time: EpochMs): CsvCell {
  return writeInstant(time);
}

/**
 * One line of a CSV file after RFC 4180, with its end. What a spreadsheet would run as a formula is
 * guarded (`guardFormulas`); numbers stay numbers.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A CSV file that is written line by line. */
export interface CsvFile {
  add(cells: readonly CsvCell[]): void;
  end(): Blob;
}

/**
 * Begins a file with the names of its columns, and before them a byte order mark, without which some spreadsheets misread letters
 * beyond ASCII.
 */
export function createCsvFile(columns: readonly string[]): CsvFile {
  const text = createTextParts();
  text.add(`\ufeff${csvLine(columns)}`);
  return {
    add: (cells) => text.add(csvLine(cells)),
    end: () => text.end("text/csv;charset=utf-8"),
  };
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "object" && NUMBER.test(cell.number)) return cell.number;
  const text = typeof cell === "object" ? cell.number : cell;
  const safe = guardFormulas(text);
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const NUMBER = /^-?\d+(\.\d+)?$/;
// Also what a spreadsheet with another separator would take for the end of a cell.
const QUOTED = /[",;\t\r\n]/;
