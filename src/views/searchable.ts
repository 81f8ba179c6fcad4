import { comparableUsername } from "../domain/username.ts";

/**
 * A text as searches and sorts compare it. Two usernames that are the same to the book are the same here; besides,
 * accents, quotation marks and letters that people leave out of a search (ł, ø, æ …) are folded.
 */
export function searchable(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return caseFolded(text)
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(FOLDED, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKC");
}

// Without the blanks around it, which a username has not: a search for “a ” means a word that ends.
function caseFolded(text: string): string {
  return comparableUsername(`|${text}|`).slice(1, -1);
}

/** The digits of a telephone number; nothing where a text holds other letters, or too few digits to search by. */
export function phoneDigits(text: string): string {
  const digits = text.normalize("NFKC").replace(/[\s()+./‐-―−-]/g, "");
  return /^\d{3,}$/.test(digits) ? digits : "";
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const PLAIN = /^[\x00-\x7f]*$/;
const MARKS = /\p{M}/gu;

/** Letters that no normal form takes apart, and marks that keyboards write in several ways. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{
    ς: "σ",
    ł: "l",
    ø: "o",
    đ: "d",
    ð: "d",
    þ: "th",
    æ: "ae",
    œ: "oe",
    ħ: "h",
    ŧ: "t",
    ŋ: "n",
    ĸ: "k",
  },
  ...{
    "’": "'",
    "‘": "'",
    ʼ: "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‐": "-",
    "–": "-",
    "—": "-",
  },
};
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
