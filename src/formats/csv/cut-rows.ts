import Papa from "papaparse";
import type { Separator } from "./table.ts";

/** A text, part by part. */
export type Texts = AsyncIterable<string> | readonly string[];

/** Some rows of a text, one below the other. */
export interface CutRows {
  /** The number of the first of them. */
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
  /** The first row in which a quotation mark is left open. */
  readonly brokenRow?: number;
}

/** Letters that are cut at once. */
const PART = 50_000;
/** Letters that tell the form of a text. */
export const LETTERS_GUESSED_FROM = 200_000;

/**
 * Cuts a text into the cells of its rows (RFC 4180), wherever its parts begin and end. Any mix of
 * CR, LF and CRLF ends rows.
 */
export async function* cutRows(texts: Texts, separator: Separator): AsyncGenerator<CutRows> {
  const config = { delimiter: separator, newline: "\n" } as const;
  let rest = "";
  let firstRow: number | undefined;
  // A row that is longer than a part waits for twice as much, so that it is not cut again and again.
  let wanted = PART;
  const cut = (isLast: boolean): CutRows => {
    if (firstRow === undefined) {
      const declaration = declarationOf(rest);
      rest = rest.slice(declaration.length);
      firstRow = declaration.firstRow;
    }
    const { data, errors, meta }: Papa.ParseResult<string[]> = new Papa.Parser(config).parse(
      rest,
      0,
      !isLast,
    );
    // Of a row that is not whole yet nothing can be said.
    const broken = errors.find(
      ({ type, row = 0 }) => type === "Quotes" && (isLast || row < data.length),
    );
    const rows = { firstRow, rows: data };
    firstRow += data.length;
    rest = rest.slice(meta.cursor);
    wanted = Math.max(PART, 2 * rest.length);
    return broken ? { ...rows, brokenRow: rows.firstRow + (broken.row ?? 0) } : rows;
  };
  for await (const text of withPlainLineEnds(texts)) {
    rest += text;
    if (rest.length >= wanted) yield cut(false);
  }
  yield cut(true);
}

/** The first letters of a text, enough to tell its form by. */
export async function beginningOf(texts: Texts): Promise<string> {
  let begin = "";
  for await (const text of texts) {
    begin += text.slice(0, LETTERS_GUESSED_FROM);
    if (begin.length >= LETTERS_GUESSED_FROM) break;
  }
  return begin;
}

/** A carriage return ends a row, with or without a line feed behind it. */
export const LINE_END = /\r\n?/g;

/** The text in parts that are not too long, whose lines all end with a single LF. */
async function* withPlainLineEnds(texts: Texts): AsyncGenerator<string> {
  // A CR and its LF stay together.
  let held = "";
  for await (const text of texts) {
    for (let from = 0; from < text.length; from += PART) {
      const part = held + text.slice(from, from + PART);
      held = part.endsWith("\r") ? "\r" : "";
      yield part.slice(0, part.length - held.length).replace(LINE_END, "\n");
    }
  }
  if (held) yield "\n";
}

/** As spreadsheets write it before everything else: `sep=;`, also saved again with cells behind. */
const DECLARED = /^"?sep=(?:(.)"?|"?)[,;\t|]*(?:\r\n?|\n|$)/i;
/** Letters of the longest such line. */
const LONGEST_DECLARATION = 100;

/** What a text declares to set its cells apart, how long that is, and the row that is next. */
export function declarationOf(begin: string) {
  const match = DECLARED.exec(begin.slice(0, LONGEST_DECLARATION));
  return { declared: match?.[1], length: match?.[0].length ?? 0, firstRow: match ? 2 : 1 };
}
