import { nestsDeeperThan } from "../eventlog/validation/json-depth.ts";

/** Deepest nesting of a value that is read. */
export const MAX_DEPTH = 64;

/** A JSON text, read; or a sentence that says why it cannot be. */
export type JsonReading = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads one JSON value and refuses what would not survive the way through the log: nesting beyond a depth, numbers too
 * large for a double, and `__proto__` keys.
 */
export function parseJson(text: string, maxDepth = MAX_DEPTH): JsonReading {
  if (nestsDeeperThan(maxDepth, text))
    return { problem: `it nests deeper than ${maxDepth} levels` };
  try {
    const value: unknown = JSON.parse(text);
    const problem = problemOf(value);
    return problem === undefined ? { value } : { problem };
  } catch (error) {
    return { problem: sayBroken(text, String(error)) };
  }
}

/** Characters that are quoted ahead of where a text breaks. */
const QUOTED = 20;

// In words of our own: engines say it differently, and some count lines of their own.
function sayBroken(whole: string, said: string): string {
  // What stands inside strings is not at fault.
  const text = withoutStrings(whole);
  if (text.includes("\ufeff")) {
    return "broken JSON (a byte order mark, U+FEFF, stands in it, as where files were joined: delete it)";
  }
  if (/\}[ \t]*\{/.test(text)) {
    return "broken JSON (two events stand on one line: put each on a line of its own)";
  }
  const [word] = /\b(NaN|-?Infinity|undefined|None|True|False)\b/.exec(text) ?? [];
  if (word) return `broken JSON (${word} is no value of JSON: write null, true, false or a number)`;
  const [, place] = /position (\d+)/.exec(said) ?? [];
  const isCut = text.length === 0 || countOpen(text) > 0;
  const before = whole
    .slice(0, Number(place ?? whole.length))
    .trimEnd()
    .slice(-QUOTED);
  if (place === undefined && !isCut) {
    return "broken JSON (a comma, quotation mark or bracket is missing, or a word stands in it that is none of JSON)";
  }
  return `broken JSON (it is cut behind “${before}”, or a comma, quotation mark or bracket is missing there)`;
}

/** How many brackets of a text without strings are open at its end. */
function countOpen(text: string): number {
  let open = 0;
  for (const sign of text) {
    if (sign === "{" || sign === "[") open += 1;
    else if (sign === "}" || sign === "]") open -= 1;
  }
  return open;
}

/** A JSON text with nothing between its quotation marks; also where the last string is cut. */
function withoutStrings(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== QUOTE) continue;
    parts.push(text.slice(from, index + 1));
    index = endOfString(text, index);
    from = index;
  }
  return parts.join("") + text.slice(from);
}

const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Texts without such a part have no number that reading could change. */
const LONG_NUMBER = /[\d.]{16}|\d[eE]/;

/**
 * True when a number in a JSON text is another one once it was read: it has more digits than a
 * double holds, or is too small for one. The text is known to be JSON.
 */
export function roundsNumber(text: string): boolean {
  if (!LONG_NUMBER.test(text)) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) === QUOTE) index = endOfString(text, index);
    else if (isOfNumber(text, index)) {
      const begin = index;
      while (isOfNumber(text, index + 1)) index += 1;
      if (!isExact(text.slice(begin, index + 1))) return true;
    }
  }
  return false;
}

function isOfNumber(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const isDigit = code >= 0x30 && code <= 0x39;
  // A sign, a point, and the letter of an exponent behind a digit: those of true, false and null
  // stand behind none.
  return (
    isDigit || code === 0x2d || ("+.eE".includes(text[index] ?? " ") && isOfNumber(text, index - 1))
  );
}

/** Longest number that is looked at digit by digit. */
const LONGEST_NUMBER = 400;

function isExact(number: string): boolean {
  const value = Number(number);
  // Whole numbers beyond 2⁵³, written out, may be some neighbour rounded by whoever wrote them.
  const isAmbiguous = /^-?\d+$/.test(number) && !Number.isSafeInteger(value);
  if (isAmbiguous || number.length > LONGEST_NUMBER) return false;
  return decimalOf(number) === decimalOf(String(value));
}

/** A number as its digits without zeros at either end, and a power of ten. */
function decimalOf(number: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number);
  if (!parts) return number;
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  const digits = (whole + fraction).replace(/^0+/, "");
  let length = digits.length;
  while (digits[length - 1] === "0") length -= 1;
  const significant = digits.slice(0, length);
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${power}`;
}

function endOfString(text: string, begin: number): number {
  let index = begin + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}

/**
 * True when an object in a JSON text has a name twice: reading kept one of the two values only.
 * @param value what was read from the text.
 */
export function repeatsName(text: string, value: unknown): boolean {
  let colons = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === COLON) colons += 1;
    if (code === QUOTE) index = endOfString(text, index);
  }
  return colons !== countNames(value);
}

function countNames(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const parts: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : parts.length;
  return parts.reduce((sum: number, part) => sum + countNames(part), own);
}

// Recursion is safe here: the depth was checked before.
function problemOf(value: unknown): string | undefined {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    return "it has a number that is too large";
  }
  if (typeof value !== "object" || value === null) return undefined;
  const parts = value as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    if (key === "__proto__") return "it has a key “__proto__”, which is not allowed";
    // -0 is the same number, and would be written so.
    if (parts[key] === 0) parts[key] = 0;
    const problem = problemOf(parts[key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
