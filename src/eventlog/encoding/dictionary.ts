import type { Json } from "../envelope.ts";
import type { ByteReader } from "./byte-buffer.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { readText, writeText } from "./string-codec.ts";

/** Words and shapes that values of one page share: each is written once. */
export interface Vocabulary {
  /** A word by its number. @throws RangeError when there is none. */
  word(number: number): string;
  /** The keys of an object in their order, by their number together. @throws RangeError when there are none. */
  shape(number: number): readonly string[];
}

/** Collects a vocabulary while values are packed. */
export interface GrowingVocabulary extends Vocabulary {
  wordOf(text: string): number;
  shapeOf(keys: readonly string[]): number;
  write(out: ByteWriter): void;
}

/** Texts longer than this are hardly ever repeated. */
const LONGEST_WORD = 24;

/** Makes a vocabulary without a word. */
export function growVocabulary(): GrowingVocabulary {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  const shapes: (readonly string[])[] = [];
  const beginning = createShapeNode();
  const wordOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, words.length);
    return words.push(text) - 1;
  };
  const addShape = (keys: readonly string[]): number => {
    for (const key of keys) wordOf(key);
    return shapes.push(keys) - 1;
  };
  return {
    word: (number) => at(words, number),
    shape: (number) => at(shapes, number),
    wordOf,
    shapeOf(keys) {
      let node = beginning;
      for (const key of keys) node = nodeAfter(node, key);
      node.shape ??= addShape(keys);
      return node.shape;
    },
    write(out) {
      out.whole(words.length);
      for (const word of words) writeText(out, word);
      out.whole(shapes.length);
      for (const keys of shapes) {
        out.whole(keys.length);
        for (const key of keys) out.whole(wordOf(key));
      }
    },
  };
}

/** A list of keys as the way to it, key by key: a trie (Fredkin). */
interface ShapeNode {
  readonly next: Map<string, ShapeNode>;
  shape: number | undefined;
}

function createShapeNode(): ShapeNode {
  return { next: new Map(), shape: undefined };
}

function nodeAfter(node: ShapeNode, key: string): ShapeNode {
  const known = node.next.get(key);
  if (known) return known;
  const created = createShapeNode();
  node.next.set(key, created);
  return created;
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
