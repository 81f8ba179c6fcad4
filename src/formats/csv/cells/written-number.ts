import { LONGEST_VALUE, visibleText } from "./cell-reading.ts";
import { withoutGuards } from "./formula-guard.ts";

/** Signs that set decimals apart. */
export const DECIMAL_SIGNS = [".", ","] as const;

/** One of them. */
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** A number as it is written, taken apart; what its points and commas mean is still open. */
export interface WrittenNumber {
  /** From its first digit to its last. */
  readonly body: string;
  /** What ends it instead of cents: `.`, `,`, or a dash behind one of these, a colon or a slash. */
  readonly end: string;
  readonly isNegative: boolean;
  /** What stands before and behind it beside a sign, such as a currency. */
  readonly marks: readonly string[];
}

/** Takes apart a cell that holds one number; undefined where it holds none, or more than one. */
export function splitNumber(cell: string): WrittenNumber | undefined {
  if (PLAIN.test(cell)) return { body: cell, end: "", isNegative: false, marks: [] };
  if (cell.length > LONGEST_VALUE) return undefined;
  const text = visibleText(withoutGuards(cell)).replace(MINUS, "-").replace(PLUS, "+");
  const parts = NUMBER.exec(text);
  if (!parts) return undefined;
  let [, before = "", body = "", end = "", after = ""] = parts;
  // The point of “Rs.500” belongs to the word before it, that of “$.50” to the number.
  if (/^[.,]/.test(body) && /\p{L}$/u.test(before)) {
    before += body[0];
    body = body.slice(1);
  }
  const isBracketed = before.includes("(") && after.includes(")");
  const [sign, mark] = withoutSign(isBracketed ? before.replace("(", "") : before);
  const [signBehind, markBehind] = withoutSign(isBracketed ? after.replace(")", "") : after);
  const signs = `${sign}${signBehind}`;
  if (signs.length + Number(isBracketed) > 1 || /[-+()]/.test(mark + markBehind)) return undefined;
  return {
    body: body.replace(BLANK, " ").replace(APOSTROPHE, "'"),
    end,
    isNegative: isBracketed || signs === "-",
    marks: [mark, markBehind].filter(Boolean),
  };
}

/**
 * A written number as a plain decimal without its sign, such as `1234.5`; undefined where it has
 * another form. Groups are of three digits, or as in India, all set apart by the same sign.
 */
export function plainDecimal({ body, end }: WrittenNumber, sign: DecimalSign): string | undefined {
  const endsInDash = end.length > 1;
  const isOpen = /^[:/]/.test(end) || !/[.,]/.test(body);
  const number = body.replace("٫", sign) + (endsInDash && isOpen ? sign : (end[0] ?? ""));
  const match = FORMS[sign].exec(number);
  if (!match) return undefined;
  const [, whole = "0", , decimals = "", decimalsAlone = decimals] = match;
  return `${whole.replace(/\D/g, "")}${decimalsAlone && `.${decimalsAlone}`}`;
}

/** What most cells of long tables look like: these need no closer look. */
const PLAIN = /^\d{1,20}(?:[.,]\d{1,20})?$/;
const MINUS = /[−–—‐‑‒﹣－]/g;
const PLUS = /[＋﹢]/g;
const APOSTROPHE = /[’ʼ′´`٬]/g;
// Line breaks and tabs lie between two numbers, never within one.
const BLANK = /[^\S\r\n\t\v\f\u2028\u2029 ]/g;
const NUMBER = /^(\D*?)([.,]?\d(?:[\d\s.,'’ʼ′´`٬٫]*\d)?)([.,:/] ?[-=]{1,2}|[.,])?(\D*)$/;

const GROUPED = {
  ".": String.raw`[1-9]\d{0,2}([, '])\d{3}(?:\2\d{3})*|[1-9]\d?(?:,\d\d)+,\d{3}`,
  ",": String.raw`[1-9]\d{0,2}([. '])\d{3}(?:\2\d{3})*`,
};
const FORMS: { readonly [Sign in DecimalSign]: RegExp } = {
  ".": new RegExp(`^(\\d+|${GROUPED["."]})(?:\\.(\\d*))?$|^\\.(\\d+)$`),
  ",": new RegExp(`^(\\d+|${GROUPED[","]})(?:,(\\d*))?$|^,(\\d+)$`),
};

function withoutSign(around: string): readonly [sign: string, rest: string] {
  const text = around.trim();
  const [, first = "", rest = "", last = ""] = /^([-+]?)(.*?)([-+]?)$/s.exec(text) ?? [];
  return [`${first}${last}`, rest.trim()];
}
