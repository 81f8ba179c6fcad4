import Papa from "papaparse";
import { createBreathing } from "../../eventlog/breathing.ts";
import { ImportError } from "../import-error.ts";

/** A row of a table, under the number that a spreadsheet gives it: the first one is 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A table of texts. */
export interface Table {
  /** Titles of the columns, no two alike; made up where the table has none. */
  readonly columns: readonly string[];
  /** The rows below the titles that hold anything. */
  readonly rows: readonly TableRow[];
}

/** How a text is cut into cells. */
export interface TableForm {
  readonly separator: Separator;
  /** Whether the first row holds the titles of the columns. */
  readonly hasTitles: boolean;
}

/** Signs that set cells apart. */
export const SEPARATORS = [",", ";", "\t", "|"] as const;

/** One of them. */
export type Separator = (typeof SEPARATORS)[number];

/** Letters that are cut at once. */
const PART = 200_000;
/** Rows whose cells tell what form a table has. */
const LOOK = 20;

/** The form that a text most likely has, cut by the sign that is known where one is. */
export function guessForm(text: string, known?: Separator): TableForm {
  const declared = known ?? DECLARED.exec(text)?.[1];
  const { data, meta } = Papa.parse<string[]>(text.slice(0, PART), {
    preview: LOOK,
    skipEmptyLines: true,
    delimitersToGuess: [...SEPARATORS],
    ...(declared !== undefined && { delimiter: declared }),
  });
  const titles = data.find(holdsAnything) ?? [];
  return {
    separator: SEPARATORS.find((separator) => separator === meta.delimiter) ?? ",",
    hasTitles: !titles.some((cell) => /\d/.test(cell) && /^[\s\d.,:/+-]+$/.test(cell)),
  };
}

/**
 * Cuts a text into a table (RFC 4180), in steps that let the page draw. Rows in which every cell is empty are left out, and still
 * counted.
 * @throws ImportError where nothing is in it, or a quotation mark is left open; the signal's reason when it is broken off.
 */
export async function readTable(
  text: string,
  { separator, hasTitles }: TableForm,
  signal: AbortSignal,
): Promise<Table> {
  const rows: TableRow[] = [];
  let row = 0;
  for await (const { data, errors } of partsOf(text, separator)) {
    signal.throwIfAborted();
    const [broken] = errors.filter(({ type }) => type === "Quotes");
    if (broken) throw openQuote(row + (broken.row ?? 0) + 1);
    for (const cells of data) {
      row += 1;
      if (holdsAnything(cells) && !(row === 1 && isDeclaration(cells))) rows.push({ row, cells });
    }
  }
  const titles = hasTitles ? rows.shift()?.cells : rows[0]?.cells.map(() => "");
  if (!titles || rows.length === 0) {
    throw new ImportError(0, "No row of data is in this file.");
  }
  return { columns: namesOf(titles), rows };
}

async function* partsOf(text: string, separator: Separator) {
  const breathe = createBreathing();
  const parts: Papa.ParseResult<string[]>[] = [];
  let parser: Papa.Parser | undefined;
  let ended = false;
  Papa.parse<string[]>(text, {
    delimiter: separator,
    chunkSize: PART,
    chunk(part: Papa.ParseResult<string[]>, itself: Papa.Parser) {
      parts.push(part);
      parser = itself;
      itself.pause();
    },
    complete() {
      ended = true;
    },
  });
  for (;;) {
    for (const part of parts.splice(0)) yield part;
    if (ended) return;
    await breathe();
    parser?.resume();
  }
}

// As some spreadsheets write it before everything else: `sep=;`.
const DECLARED = /^sep=([,;\t|])\r?\n/;

function isDeclaration([first = ""]: readonly string[]): boolean {
  return first.startsWith("sep=");
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
