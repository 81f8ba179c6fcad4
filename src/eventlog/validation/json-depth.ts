/**
 * Whether a JSON text nests deeper than so many levels. To be asked before it is parsed, for
 * parsing recurses, and where that ends differs from one moment to the next. Brackets inside
 * strings do not count.
 */
export function nestsDeeperThan(maxDepth: number, text: string): boolean {
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

// Few brackets cannot nest deep, wherever they stand: true of nearly every line, and told without
// looking at each character.
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
