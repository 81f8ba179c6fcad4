import { ImportError } from "../import-error.ts";

const PLAIN_WORD = /^[^\s\p{Cc}\p{Cs}"\\#]+$/u;
const NEXT_WORD = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]\S*))(?=\s|$)/suy;

/**
 * Cuts a line of the classic log into words. A word with blanks stands in double quotes, written as a JSON string.
 * @throws ImportError when a quoted word is not finished or has an unknown escape.
 */
export function splitWords(text: string, line: number): string[] {
  const words: string[] = [];
  const end = text.trimEnd().length;
  NEXT_WORD.lastIndex = 0;
  while (NEXT_WORD.lastIndex < end) {
    const match = NEXT_WORD.exec(text);
    if (!match) {
      throw new ImportError(line, "a quoted word is not finished, or stands against another word");
    }
    words.push(match[1] === undefined ? (match[2] ?? "") : unquote(match[1], line));
  }
  return words;
}

/** Writes a word so that `splitWords` gives it back, whatever stands in it. */
export function quoteWord(word: string): string {
  return PLAIN_WORD.test(word) ? word : JSON.stringify(word);
}

function unquote(inside: string, line: number): string {
  try {
    return JSON.parse(`"${inside.replaceAll("\t", "\\t")}"`);
  } catch {
    throw new ImportError(line, "a quoted word has an escape that nobody knows");
  }
}
