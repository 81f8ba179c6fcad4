import type { TableFault } from "../rows/refusal-code.ts";

/** What is wrong with a cell: its kind, and a sentence that quotes it. */
export interface CellProblem {
  readonly fault: TableFault;
  readonly problem: string;
}

/** The value of a cell, or what is wrong with it. */
export type CellReading<Value> = { readonly value: Value } | CellProblem;

/** A cell as sentences quote it: trimmed, and cut where it is long. */
export function quoteCell(cell: string): string {
  const text = cell.trim();
  return text.length > QUOTED_LENGTH ? `“${text.slice(0, QUOTED_LENGTH)}…”` : `“${text}”`;
}

const QUOTED_LENGTH = 40;

/**
 * A cell without marks that cannot be seen (direction, joiners, byte order), without white space
 * around it, and with the digits of other scripts as those of ASCII.
 */
export function visibleText(cell: string): string {
  if (PLAIN.test(cell)) return cell.trim();
  return cell.replace(INVISIBLE, "").replace(OTHER_DIGIT, asciiDigit).trim();
}

/** Characters of the longest cell that can hold one number or one date. */
export const LONGEST_VALUE = 100;

const PLAIN = /^[\x20-\x7e]*$/;
const INVISIBLE = /\p{Cf}/gu;
/** Arabic, Persian, Devanagari and full-width digits. */
const OTHER_DIGIT = /[٠-٩۰-۹०-९０-９]/g;

// Each of these scripts has its digits in a row, which begins at a multiple of 16 or 6 behind it.
function asciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = "٠۰०０".split("").findLast((first) => first.charCodeAt(0) <= code) ?? digit;
  return String(code - zero.charCodeAt(0));
}

/** Whether a cell holds what programs write where they have nothing to say. */
export function isNothing(cell: string): boolean {
  return /^(?:[-–—−]{1,3}|#?n\/?a|nan|\(?null\)?|nat|none|0000-00-00.*)$/i.test(cell);
}
