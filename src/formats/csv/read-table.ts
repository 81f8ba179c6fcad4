import Papa from "papaparse";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { ImportError } from "../import-error.ts";
import { withDatevYears } from "./cells/datev-days.ts";
import { cutRows, declarationOf, LETTERS_GUESSED_FROM, LINE_END, type Texts } from "./cut-rows.ts";
import { mapColumns } from "./detection/detect-columns.ts";
import { TABLE_KINDS } from "./fields.ts";
import type { Separator, Table, TableForm, TableRow } from "./table.ts";

/** Rows whose cells tell what form a table has. */
const ROWS_GUESSED_FROM = 50;
/** Rows among which that of the titles is looked for. */
const HEAD_ROWS = 20;

/**
 * The form that a text most likely has.
 * @param begin the beginning of the text, or all of it.
 * @param known what of it was chosen, as long as it can hold.
 */
export function guessForm(begin: string, known: Partial<TableForm> = {}): TableForm {
  const { declared, length, firstRow } = declarationOf(begin);
  const part = begin.slice(length, length + LETTERS_GUESSED_FROM).replace(LINE_END, "\n");
  const cuts = LIKELY.map((separator) => {
    const preview = ROWS_GUESSED_FROM;
    const { data } = Papa.parse<string[]>(part, { delimiter: separator, newline: "\n", preview });
    const rows = data.map((cells, index) => ({ row: firstRow + index, cells }));
    return { separator, rows, fit: fitOf(rows) };
  });
  const best = cuts.reduce((one, other) => (other.fit > one.fit ? other : one));
  const usual = best.fit > 0 ? best : (cuts.at(-1) ?? best);
  const chosen = cuts.find(({ separator }) => separator === (known.separator ?? declared)) ?? usual;
  const holds =
    "titleRow" in known &&
    (known.titleRow === undefined || chosen.rows.some(({ row }) => row === known.titleRow));
  return {
    separator: chosen.separator,
    titleRow: holds ? known.titleRow : titleRowOf(chosen.rows),
  };
}

/**
 * Cuts the parts of a text into a table (RFC 4180), in steps that let the page draw. Any mix of CR,
 * LF and CRLF ends rows. Rows in which every cell is empty are left out, and still counted.
 * @param onProgress is called with the number of rows that are cut.
 * @throws ImportError where nothing is in it, or a quotation mark is left open; the signal's reason
 * when it is broken off.
 */
export async function readTable(
  texts: Texts,
  { separator, titleRow }: TableForm,
  signal: AbortSignal,
  onProgress?: (rows: number) => void,
): Promise<Table> {
  const breathe = createBreathing();
  const filled: TableRow[] = [];
  const columns: ReturnType<typeof createOnce>[] = [];
  const once = (cell: string, place: number): string => {
    columns[place] ??= createOnce();
    return columns[place](cell);
  };
  for await (const { firstRow, rows, brokenRow } of cutRows(texts, separator)) {
    signal.throwIfAborted();
    if (brokenRow !== undefined) throw openQuote(brokenRow);
    let row = firstRow;
    for (const cells of rows) {
      if (holdsAnything(cells)) filled.push({ row, cells: cells.map(once) });
      row += 1;
    }
    onProgress?.(row - 1);
    await breathe();
  }
  const at = filled.findIndex((one) => one.row === titleRow);
  const rows = filled.slice(at + 1);
  const titles = at < 0 ? rows[0]?.cells.map(() => "") : filled[at]?.cells;
  if (!titles || rows.length === 0) {
    throw new ImportError(0, "No row of data is in this file.");
  }
  return {
    columns: namesOf(titles),
    rows: withDatevYears(filled[0], titles, rows),
    head: filled.slice(0, HEAD_ROWS),
  };
}

/** Different cells of a column that are kept once. */
const MOST_ONCE = 50_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// Names, days and prices stand in a long table again and again: in its column each text is held in
// memory once, and none of them holds the part of the file that it was cut out of.
function createOnce(): (cell: string) => string {
  const known = new Map<string, string>();
  let last = "";
  return (cell) => {
    // Most often it is as in the row above.
    if (cell === last) return last;
    const first = known.get(cell);
    last = first ?? decoder.decode(encoder.encode(cell));
    if (first === undefined && known.size < MOST_ONCE) known.set(last, last);
    return last;
  };
}

/** Separators, the rarest in a text first: where several fit as well, that one is meant. */
const LIKELY: readonly Separator[] = ["\t", ";", "|", ","];

/** How many rows have as many cells as most of them, if these are more than one. */
function fitOf(rows: readonly TableRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/**
 * The row of which most cells are known titles; or else the first one about as wide as the widest,
 * if its cells are words and no values. What is above it, a heading or a date, is narrower.
 */
function titleRowOf(rows: readonly TableRow[]): number | undefined {
  const known = rows
    .slice(0, HEAD_ROWS)
    .map(({ row, cells }) => ({ row, count: knownTitles(cells) }));
  const best = known.reduce((one, other) => (other.count > one.count ? other : one), NO_TITLES);
  if (best.count >= 2) return best.row;
  const widest = Math.max(...rows.map(({ cells }) => filledIn(cells)));
  const first = rows
    .slice(0, HEAD_ROWS)
    .find(({ cells }) => filledIn(cells) > widest / 2 && (widest === 1 || filledIn(cells) > 1));
  return first?.cells.some((cell) => VALUE.test(cell)) ? undefined : first?.row;
}

const NO_TITLES = { row: 0, count: 0 };

function knownTitles(cells: readonly string[]): number {
  const counts = TABLE_KINDS.map((kind) => new Set(Object.values(mapColumns(kind, cells))).size);
  return Math.max(...counts);
}

/** A number, a date, an amount of money or an e-mail address. */
const VALUE = /^(?=.*\d)[\s\d.,:/+\-TZ%\p{Sc}]+$|\S@\S/u;

function filledIn(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== "").length;
}

function holdsAnything(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== "");
}

function openQuote(row: number): ImportError {
  const reason = `Row ${row}: a quotation mark opens a cell and does not close it where the cell ends. Inside a cell it is written twice: "".`;
  return new ImportError(0, reason);
}

function namesOf(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  const timesOf = new Map<string, number>();
  return titles.map((title, index) => {
    const plain = title.trim() || `Column ${index + 1}`;
    let times = timesOf.get(plain) ?? 1;
    let name = plain;
    for (; taken.has(name); name = `${plain} (${times})`) times += 1;
    timesOf.set(plain, times);
    taken.add(name);
    return name;
  });
}
