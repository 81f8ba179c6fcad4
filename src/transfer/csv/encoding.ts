import { ImportError } from "../import-error.ts";
import { type EncodedLanguage, type Encoding, LANGUAGES } from "./languages.ts";

/** A word of a file that has different letters in each of these encodings. */
export interface EncodingQuestion {
  readonly about: "encoding";
  readonly readings: readonly { readonly choice: Encoding; readonly value: string }[];
}

/** The encoding that bytes are likely written in, and the question where they leave it open. */
export interface GuessedEncoding {
  readonly encoding: Encoding;
  readonly question?: EncodingQuestion;
}

/**
 * The encoding that bytes are most likely written in: as their byte order mark says; UTF-16 where
 * every other byte is zero; UTF-8 where nearly all letters are; or else the one in which the words
 * have the letters of one language. Where several do, it is asked.
 */
export function guessEncoding(bytes: Uint8Array): GuessedEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le" };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be" };
  const zeros = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 1_000).entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > 10 * even) return { encoding: "utf-16le" };
  if (even > 10 * odd) return { encoding: "utf-16be" };
  return isMostlyUtf8(bytes) ? { encoding: "utf-8" } : byLetters(foreignWords(bytes));
}

/**
 * Reads all bytes as text, without a byte order mark. Bytes that are no letter become U+FFFD where
 * they are fewer than the letters beyond ASCII.
 * @throws ImportError where they are not written in that encoding, or are no text at all.
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  const text = decodeLetters(bytes, encoding);
  if (text.includes("\0")) {
    const reason =
      "The file is no table of text. A spreadsheet has to be saved as CSV first; a text may need another encoding.";
    throw new ImportError(0, reason);
  }
  return text;
}

function decodeLetters(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    const { broken, whole } = countLetters(text);
    if (broken <= whole) return text;
    throw new ImportError(0, `The file is not written in ${encoding}. Choose another encoding.`);
  }
}

function isMostlyUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    const { broken, whole } = countLetters(new TextDecoder("utf-8").decode(bytes));
    return broken <= whole;
  }
}

function countLetters(text: string): { readonly broken: number; readonly whole: number } {
  let [broken, whole] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code > 0x7f) whole += 1;
  }
  return { broken, whole };
}

/** Words that are enough to tell a language by. */
const MOST_WORDS = 500;
/** Bytes of the longest word that is looked at. */
const WORD_BYTES = 40;

/** Different words with bytes beyond ASCII, cut where a cell or a word ends. */
function foreignWords(bytes: Uint8Array): readonly Uint8Array[] {
  const words = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length && words.size < MOST_WORDS; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    let from = at;
    while (from > 0 && at - from < WORD_BYTES && isOfWord(bytes[from - 1])) from -= 1;
    let to = at + 1;
    while (to < bytes.length && to - from < 2 * WORD_BYTES && isOfWord(bytes[to])) to += 1;
    const word = bytes.subarray(from, to);
    words.set(word.join(), word);
    at = to;
  }
  return [...words.values()];
}

// Letters, and what can be the second byte of one in East Asia, but for the bar, which separates.
function isOfWord(byte = 0): boolean {
  return byte >= 0x80 || (byte >= 0x40 && byte <= 0x7e && byte !== 0x7c);
}

function byLetters(words: readonly Uint8Array[]): GuessedEncoding {
  const readings = LANGUAGES.map((language) => {
    const read = decodeWords(words, language.encoding);
    const strange = read.reduce((sum, word) => sum + strangeIn(word, language), 0);
    return { encoding: language.encoding, read, strange };
  });
  const least = Math.min(...readings.map(({ strange }) => strange));
  const fitting = readings.filter(({ strange }) => strange === least);
  const [best] = fitting;
  if (!best) return { encoding: "windows-1252" };
  const others = fitting.filter(({ read }) => read.join() !== best.read.join());
  if (others.length === 0) return { encoding: best.encoding };
  const at = best.read.findIndex((word, index) => others.some(({ read }) => read[index] !== word));
  const options = new Map(
    [best, ...others].map(({ encoding, read }) => [read[at] ?? "", encoding] as const).toReversed(),
  );
  const asked = [...options].map(([value, choice]) => ({ choice, value })).toReversed();
  return { encoding: best.encoding, question: { about: "encoding", readings: asked } };
}

function decodeWords(words: readonly Uint8Array[], encoding: Encoding): readonly string[] {
  const decoder = new TextDecoder(encoding);
  return words.map((word) => decoder.decode(word));
}

/** How many letters beyond ASCII the language does not have, or that are of the wrong case. */
function strangeIn(word: string, { letters, never }: EncodedLanguage): number {
  const foreign = word.match(/[^\0-\x7f]/gu) ?? [];
  const signs = /[A-Za-z]/.test(word) ? QUOTE : SIGN;
  const others = foreign.filter((letter) => !letters.test(letter) && !signs.test(letter));
  const shifts = word.match(/\p{Ll}\p{Lu}/gu) ?? [];
  const mixed = word.match(MIXED_SCRIPTS) ?? [];
  const odd = never ? (word.match(never) ?? []) : [];
  return others.length + shifts.length + mixed.length + odd.length;
}

/** Signs that texts of any language have, also beside letters. */
const QUOTE = /[“”„‘’‚«»\u00a0]/u;
/** Those and more, where no letter stands beside them. */
const SIGN = /[“”„‘’‚«»\u00a0–—…€£°©®™·№]/u;
const MIXED_SCRIPTS =
  /[A-Za-z][^\0-\x7f\p{sc=Latin}\p{P}\p{S}\p{Z}]|[^\0-\x7f\p{sc=Latin}\p{P}\p{S}\p{Z}][A-Za-z]/gu;
