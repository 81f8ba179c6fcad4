import { normalForm } from "../../../domain/values/normal-form.ts";
import { withoutCurrency } from "../cells/currency-marks.ts";

/** Letters of a title that can be cut into words; a longer text is no title. */
const LONGEST_TITLE = 80;

/**
 * Makes what cuts the titles of columns into words of a list, written together or not:
 * `Rechnungs-Nr.` into those of `invoice` and `number`.
 * @param words by what they mean; lower case, letters and digits alone, without accents.
 * @param fillers words that mean nothing by themselves.
 * @returns the meanings in their order; undefined where some part of a title is no word.
 */
export function createTitleCutter<Meaning extends string>(
  words: { readonly [Name in Meaning]: string },
  fillers: string,
): (title: string) => readonly Meaning[] | undefined {
  const meanings = new Map<string, Meaning | undefined>(
    wordsIn(fillers).map((word) => [word, undefined]),
  );
  for (const meaning of Object.keys(words) as Meaning[]) {
    for (const word of wordsIn(words[meaning])) meanings.set(word, meaning);
  }
  const longest = Math.max(...[...meanings.keys()].map(({ length }) => length));
  // The longest words first; from no place twice.
  const cut = (letters: string, from: number, failed: Set<number>): Meaning[] | undefined => {
    if (from === letters.length) return [];
    if (failed.has(from)) return undefined;
    for (let length = Math.min(longest, letters.length - from); length > 0; length -= 1) {
      const word = letters.slice(from, from + length);
      const rest = meanings.has(word) ? cut(letters, from + length, failed) : undefined;
      const meaning = meanings.get(word);
      if (rest) return meaning === undefined ? rest : [meaning, ...rest];
    }
    failed.add(from);
    return undefined;
  };
  return (title) => {
    if (title.length > LONGEST_TITLE) return undefined;
    const letters = comparable(title);
    return letters === "" ? undefined : cut(letters, 0, new Set());
  };
}

function wordsIn(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function comparable(title: string): string {
  const said = withoutCurrency(title).replaceAll("%", " percent ").replaceAll("#", " hash ");
  const plain = normalForm(said, "NFKD").toLowerCase();
  return plain
    .replace(/ß/g, "ss")
    .replace(/ł/g, "l")
    .replace(/ø/g, "o")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
