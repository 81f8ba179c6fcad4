/** Deepest nesting of a value that is read. */
export const MAX_DEPTH = 64;

/** A JSON text, read; or a sentence that says why it cannot be. */
export type JsonReading = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads one JSON value and refuses what would not survive the way through the log: nesting beyond a depth, numbers too
 * large for a double, and `__proto__` keys.
 */
export function parseJson(text: string, maxDepth = MAX_DEPTH): JsonReading {
  if (nestsTooDeep(text, maxDepth)) return { problem: `it nests deeper than ${maxDepth} levels` };
  try {
    const value: unknown = JSON.parse(text);
    const problem = problemOf(value);
    return problem === undefined ? { value } : { problem };
  } catch (error) {
    return { problem: `broken JSON (${error instanceof Error ? error.message : String(error)})` };
  }
}

/** True when a whole number in the value is so large that reading it may have rounded it. */
export function holdsRoundedNumber(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsRoundedNumber);
}

const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * True when an object in a JSON text has a name twice: reading kept one of the two values only.
 * @param value what was read from the text.
 */
export function repeatsName(text: string, value: unknown): boolean {
  let colons = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === COLON) colons += 1;
    if (code !== QUOTE) continue;
    index += 1;
    while (index < text.length && text.charCodeAt(index) !== QUOTE) {
      index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
    }
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
  for (const key of Object.keys(value)) {
    if (key === "__proto__") return "it has a key “__proto__”, which is not allowed";
    const problem = problemOf((value as Readonly<Record<string, unknown>>)[key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

// Before parsing, since parsing recurses in some browsers. Brackets inside strings do not count.
function nestsTooDeep(text: string, maxDepth: number): boolean {
  if (!opensMoreThan(maxDepth, text)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}

// Few brackets cannot nest deep, wherever they stand: true of nearly every line, and told without looking at each character.
function opensMoreThan(limit: number, text: string): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > limit) return true;
    }
  }
  return false;
}
