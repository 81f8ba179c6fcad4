import { comparableUsername } from "../../domain/aggregates/username.ts";
import { normalForm } from "../../domain/values/normal-form.ts";

/**
 * A text as searches and sorts compare it. Two usernames that are the same to the book are the same
 * here; besides, accents, quotation marks and letters that people leave out of a search (ł, ø, æ …)
 * are folded, and what cannot be seen is left out.
 */
export function searchable(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replaceAll("`", "'");
  const folded = normalForm(caseFolded(text), "NFKD")
    .replace(ACUTE_ALONE, "'")
    .replace(UNSEEN, "")
    .replace(FOLDED, (letter) => LETTERS[letter] ?? letter);
  return normalForm(folded, "NFKC");
}

// Without the blanks around it, which a username has not: a search for “a ” means a word that ends.
function caseFolded(text: string): string {
  return comparableUsername(`|${text}|`).slice(1, -1);
}

/**
 * The digits that somebody searches a telephone number by; nothing where a text holds other
 * letters, or too few digits.
 */
export function phoneDigits(text: string): string {
  const digits = plainDigits(text).replace(BETWEEN_DIGITS, "");
  return /^\d{3,}$/.test(digits) ? digits : "";
}

/** All digits of a telephone number, whatever else stands there: “+49 30 1234 ext. 5”. */
export function digitsIn(text: string): string {
  return plainDigits(text).replace(/\D/g, "");
}

/** A text in NFKC with the digits of every script as 0 to 9. */
export function plainDigits(text: string): string {
  return PLAIN.test(text) ? text : normalForm(text, "NFKC").replace(/\p{Nd}/gu, digitOf);
}

// The ten digits of a script stand behind one another.
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/**
 * What people write between the digits, and the marks that address books put around a number
 * unseen.
 */
const BETWEEN_DIGITS = /[\s()+./‐-―−\p{Default_Ignorable_Code_Point}-]/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const PLAIN = /^[\x00-\x7f]*$/;
/** What NFKD makes of ´, which is typed for an apostrophe. */
const ACUTE_ALONE = / \u0301/g;
const UNSEEN = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu;

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
    "`": "'",
  },
};
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
