/** Deepest nesting of a value that is read. */
export const MAX_DEPTH = 64;

/** A JSON text, read; or a sentence that says why it cannot be. */
export type JsonReading = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads one JSON value and refuses what would not survive the way through the log: nesting beyond `MAX_DEPTH`,
 * numbers too large for a double, and `__proto__` keys.
 */
export function parseJson(text: string): JsonReading {
  if (nestsTooDeep(text)) return { problem: `it nests deeper than ${MAX_DEPTH} levels` };
  let problem: string | undefined;
  try {
    const value: unknown = JSON.parse(text, (key, part: unknown) => {
      if (key === "__proto__") problem ??= "it has a key “__proto__”, which is not allowed";
      if (part === Number.POSITIVE_INFINITY || part === Number.NEGATIVE_INFINITY) {
        problem ??= "it has a number that is too large";
      }
      return part;
    });
    return problem === undefined ? { value } : { problem };
  } catch (error) {
    return { problem: `broken JSON (${error instanceof Error ? error.message : String(error)})` };
  }
}

// Before parsing, since parsing recurses. Brackets inside strings do not count.
function nestsTooDeep(text: string): boolean {
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
      if (depth > MAX_DEPTH) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}
