import type { Json } from "../envelope.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { readText, writeText } from "./packed-text.ts";

/** Words and shapes that values of one page share: each is written once. */
export interface Vocabulary {
  /** A word by its number. @throws RangeError when there is none. */
  word(number: number): string;
  /** The keys of an object in their order, by their number together. @throws RangeError when there are none. */
  shape(number: number): readonly string[];
}

/** Collects a vocabulary while values are packed. */
export interface GrowingVocabulary {
  wordOf(text: string): number;
  shapeOf(keys: readonly string[]): number;
  write(out: ByteWriter): void;
}

/** Texts longer than this are hardly ever repeated. */
const LONGEST_WORD = 24;

/** Makes a vocabulary without a word. */
export function growVocabulary(): GrowingVocabulary {
  const words = new Map<string, number>();
  const shapes = new Map<string, readonly number[]>();
  const shapeNumbers = new Map<string, number>();
  const wordOf = (text: string): number => {
    const known = words.get(text);
    if (known !== undefined) return known;
    words.set(text, words.size);
    return words.size - 1;
  };
  return {
    wordOf,
    shapeOf(keys) {
      // JSON, so that no two lists of keys look the same.
      const name = JSON.stringify(keys);
      const known = shapeNumbers.get(name);
      if (known !== undefined) return known;
      shapes.set(name, keys.map(wordOf));
      shapeNumbers.set(name, shapeNumbers.size);
      return shapeNumbers.size - 1;
    },
    write(out) {
      out.whole(words.size);
      for (const word of words.keys()) writeText(out, word);
      out.whole(shapes.size);
      for (const keys of shapes.values()) {
        out.whole(keys.length);
        for (const key of keys) out.whole(key);
      }
    },
  };
}

/** Reads a vocabulary. @throws RangeError when the bytes are none. */
export function readVocabulary(source: ByteReader): Vocabulary {
  const words = Array.from({ length: source.whole() }, () => readText(source));
  const word = (number: number) => at(words, number);
  const shapes = Array.from({ length: source.whole() }, () =>
    Array.from({ length: source.whole() }, () => word(source.whole())),
  );
  return { word, shape: (number) => at(shapes, number) };
}

/** Tells which texts of some values come more than once and are short enough to be words. */
export function findWords(values: Iterable<Json>): (text: string) => boolean {
  const once = new Set<string>();
  const often = new Set<string>();
  const look = (value: Json): void => {
    if (typeof value === "string") {
      if (value.length > LONGEST_WORD) return;
      if (once.has(value)) often.add(value);
      else once.add(value);
    } else if (typeof value === "object" && value !== null) {
      for (const part of Object.values(value)) look(part as Json);
    }
  };
  for (const value of values) look(value);
  return (text) => often.has(text);
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no entry ${index}.`);
  return item;
}
