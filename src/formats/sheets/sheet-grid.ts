import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { ImportError } from "../import-error.ts";
import { DAMAGED } from "./open-zip.ts";

/** Most rows and columns of a sheet, as spreadsheets have them. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;
/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 1_000;
/** Most letters that a sheet may come to, as many as a table of text may have bytes. */
const MAX_LETTERS = 256_000_000;
/** Most cells that are kept, with empty ones before others: 16 in each of all rows. */
const MAX_CELLS = 2 ** 24;

/** What is said of a workbook that does not fit into memory. */
const TOO_LARGE =
  "The sheet is too large for the memory. Cut it into parts: nothing is added twice.";

/** Counts what is kept. */
export interface SizeCounter {
  /** @throws ImportError where all comes to more than memory should hold. */
  count(letters: number, cells: number): void;
}

/** A counter for one workbook. */
export function createSizeCounter(): SizeCounter {
  let [letters, cells] = [MAX_LETTERS, MAX_CELLS];
  return {
    count(moreLetters, moreCells) {
      letters -= moreLetters;
      cells -= moreCells;
      if (letters < 0 || cells < 0) throw new ImportError(0, TOO_LARGE);
    },
  };
}

/** The cells of a sheet as texts, by row and column from 0. */
export interface SheetGrid {
  /**
   * Puts a text into a cell.
   * @throws ImportError where no spreadsheet has such a cell, or all come to too much.
   */
  put(row: number, column: number, text: string): void;
  /**
   * Says that a row stands several times, below itself.
   * @throws ImportError as `put` does.
   */
  repeat(row: number, times: number): void;
  /** Says that a cell stands also for those below it, down to a row. */
  stretch(row: number, column: number, lastRow: number): void;
  /**
   * The sheet as a table of text (RFC 4180) with commas, in steps that let the page draw; empty
   * rows are there as empty lines.
   * @throws the signal's reason when it is broken off.
   */
  toText(signal: AbortSignal): Promise<string>;
}

/** An empty sheet. */
export function createSheetGrid(): SheetGrid {
  const rows = new Map<number, string[]>();
  const stretched: (readonly [row: number, column: number, lastRow: number])[] = [];
  const counter = createSizeCounter();
  const put = (row: number, column: number, text: string): void => {
    if (text === "") return;
    if (!(row < MAX_ROWS && column < MAX_COLUMNS)) throw new ImportError(0, DAMAGED);
    const cells = rows.get(row) ?? [];
    rows.set(row, cells);
    counter.count(text.length, Math.max(column + 1 - cells.length, 0));
    while (cells.length < column) cells.push("");
    cells[column] = text;
  };
  const fill = (): void => {
    for (const [first, column, last] of stretched.splice(0)) {
      const text = rows.get(first)?.[column] ?? "";
      for (let row = first + 1; row <= Math.min(last, first + rows.size); row += 1) {
        if (rows.has(row) && !rows.get(row)?.[column]) put(row, column, text);
      }
    }
  };
  return {
    put,
    repeat(row, times) {
      const cells = rows.get(row);
      if (!cells || times < 2) return;
      if (row + times > MAX_ROWS) throw new ImportError(0, DAMAGED);
      const letters = cells.reduce((sum, cell) => sum + cell.length, 0);
      counter.count(letters * (times - 1), cells.length * (times - 1));
      for (let more = 1; more < times; more += 1) rows.set(row + more, [...cells]);
    },
    stretch: (row, column, lastRow) => void stretched.push([row, column, lastRow]),
    async toText(signal) {
      fill();
      const breathe = createBreathing();
      const last = [...rows.keys()].reduce((one, other) => Math.max(one, other), -1);
      const parts: string[] = [];
      for (let from = 0; from <= last; from += ROWS_AT_ONCE) {
        const length = Math.min(ROWS_AT_ONCE, last + 1 - from);
        const lines = Array.from({ length }, (_, at) => lineOf(rows.get(from + at) ?? []));
        parts.push(lines.join("\n"));
        await breathe();
        signal.throwIfAborted();
      }
      return parts.join("\n");
    },
  };
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
}

const NEEDS_QUOTES = /[",\r\n]/;
