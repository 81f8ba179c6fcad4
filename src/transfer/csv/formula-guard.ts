/**
 * Puts an apostrophe before every part of a text that a spreadsheet would run as a formula: one
 * that begins with `=`, `+`, `-` or `@`, in full width too, at the beginning of the text or behind
 * what a spreadsheet may take for the end of a cell (`;`, tab, line break), whatever quotes, spaces
 * and apostrophes stand between; and before a text that begins with a tab or a line break.
 * `withoutGuards` gives the same text back.
 */
export function guardFormulas(text: string): string {
  return text.replace(UNGUARDED, "'");
}

/** A text without the apostrophes of `guardFormulas`; one that a person typed before them stays. */
export function withoutGuards(text: string): string {
  return text.replace(GUARDED, "");
}

const CELL_START = /(?<=^|[;\t\r\n])/.source;
const FORMULA = /(?=[\s"']*[=+\-@＝＋－＠])/.source;
const BREAK_FIRST = /(?='*[\t\r\n])/.source;
const UNGUARDED = new RegExp(`${CELL_START}${FORMULA}|^${BREAK_FIRST}`, "g");
const GUARDED = new RegExp(`${CELL_START}'${FORMULA}|^'${BREAK_FIRST}`, "g");
