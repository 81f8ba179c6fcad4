import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { type Chunks, takeBytes } from "../file-chunks.ts";
import { joinBytes } from "../join-bytes.ts";
import { isWrittenIn } from "./decode-text.ts";
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
 * @param open begins to read the bytes anew.
 */
export async function guessEncoding(open: () => Chunks): Promise<GuessedEncoding> {
  const byStart = guessByStart(await takeBytes(open(), START_BYTES));
  if (byStart) return { encoding: byStart };
  if (await isWrittenIn(open(), "utf-8")) return { encoding: "utf-8" };
  return byLetters(await foreignWords(open()));
}

function guessByStart(start: Uint8Array): Encoding | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > 10 * even) return "utf-16le";
  if (even > 10 * odd) return "utf-16be";
  return undefined;
}

/** Bytes that tell whether every other one is zero. */
const START_BYTES = 1_000;

/** Words that are enough to tell a language by. */
const MOST_WORDS = 500;
/** Bytes of the longest word that is looked at. */
const WORD_BYTES = 40;

type Words = Map<string, Uint8Array>;

/** Different words with bytes beyond ASCII, cut where a cell or a word ends. */
async function foreignWords(chunks: Chunks): Promise<readonly Uint8Array[]> {
  const words: Words = new Map();
  const breathe = createBreathing();
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = joinBytes(rest, chunk);
    const end = bytes.findLastIndex((byte) => !isOfWord(byte)) + 1;
    // A word that is cut waits for its other half, if it is no longer than words are.
    const to = bytes.length - end > 2 * WORD_BYTES ? bytes.length : end;
    addForeignWords(bytes.subarray(0, to), words);
    if (words.size === MOST_WORDS) break;
    rest = bytes.slice(to);
    await breathe();
  }
  addForeignWords(rest, words);
  return [...words.values()];
}

function addForeignWords(bytes: Uint8Array, words: Words): void {
  for (let at = 0; at < bytes.length && words.size < MOST_WORDS; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    let from = at;
    while (from > 0 && at - from < WORD_BYTES && isOfWord(bytes[from - 1])) from -= 1;
    let to = at + 1;
    while (to < bytes.length && to - from < 2 * WORD_BYTES && isOfWord(bytes[to])) to += 1;
    const word = bytes.slice(from, to);
    words.set(word.join(), word);
    at = to;
  }
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
