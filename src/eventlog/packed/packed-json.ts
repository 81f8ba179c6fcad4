import type { Json, JsonObject } from "../envelope.ts";
import { type ByteReader, createByteReader } from "./byte-reader.ts";
import { type ByteWriter, createByteWriter } from "./byte-writer.ts";
import { readText, skipText, writeText } from "./packed-text.ts";

/** First byte of a packed value; from `SMALL` on it is a whole number itself. */
const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const WHOLE = 3;
const NEGATIVE = 4;
const FLOAT = 5;
const TEXT = 6;
const WORD = 7;
const LIST = 8;
const OBJECT = 9;
const SMALL = 16;

/** Words and shapes that values of one page share: each is written once. */
export interface Vocabulary {
  readonly words: readonly string[];
  /** The keys of objects, in their order, as places in `words`. */
  readonly shapes: readonly (readonly string[])[];
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
  const shapes = Array.from({ length: source.whole() }, () =>
    Array.from({ length: source.whole() }, () => at(words, source.whole())),
  );
  return { words, shapes };
}

/**
 * Packs a JSON value.
 * @param isWord whether a text is worth a place among the words: one that comes more than once.
 */
export function packJson(
  out: ByteWriter,
  value: Json,
  vocabulary: GrowingVocabulary,
  isWord: (text: string) => boolean,
): void {
  const pack = (part: Json): void => {
    if (part === null) out.byte(NULL);
    else if (typeof part === "boolean") out.byte(part ? TRUE : FALSE);
    else if (typeof part === "number") packNumber(out, part);
    else if (typeof part === "string") {
      if (isWord(part)) {
        out.byte(WORD);
        out.whole(vocabulary.wordOf(part));
      } else {
        out.byte(TEXT);
        writeText(out, part);
      }
    } else if (Array.isArray(part)) {
      out.byte(LIST);
      out.whole(part.length);
      for (const item of part) pack(item);
    } else {
      const keys = Object.keys(part);
      out.byte(OBJECT);
      out.whole(vocabulary.shapeOf(keys));
      for (const key of keys) pack((part as JsonObject)[key] as Json);
    }
  };
  pack(value);
}

function packNumber(out: ByteWriter, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    out.byte(FLOAT);
    out.float(value);
  } else if (value < 0) {
    out.byte(NEGATIVE);
    out.whole(-value);
  } else if (value < 256 - SMALL) {
    out.byte(SMALL + value);
  } else {
    out.byte(WHOLE);
    out.whole(value);
  }
}

/** Reads a packed JSON value. @throws RangeError when the bytes are none. */
export function unpackJson(source: ByteReader, { words, shapes }: Vocabulary): Json {
  const unpack = (): Json => {
    const kind = source.byte();
    if (kind >= SMALL) return kind - SMALL;
    switch (kind) {
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case WHOLE:
        return source.whole();
      case NEGATIVE:
        return -source.whole();
      case FLOAT:
        return source.float();
      case TEXT:
        return readText(source);
      case WORD:
        return at(words, source.whole());
      case LIST:
        return unpackList(source.whole());
      case OBJECT:
        return unpackObject(at(shapes, source.whole()));
      default:
        throw new RangeError(`There is no value of kind ${kind}.`);
    }
  };
  const unpackList = (length: number): Json[] => {
    if (length > source.source.length - source.at) throw new RangeError("The bytes end too early.");
    const list: Json[] = [];
    for (let left = length; left > 0; left -= 1) list.push(unpack());
    return list;
  };
  const unpackObject = (keys: readonly string[]): JsonObject => {
    const object: { [key: string]: Json } = {};
    for (const key of keys) {
      setOwn(object, key, unpack());
    }
    return object;
  };
  return unpack();
}

/**
 * Reads some members of a packed object and steps over the others. Undefined when it is no object.
 * @throws RangeError when the bytes are no value.
 */
export function unpackMembers(
  source: ByteReader,
  vocabulary: Vocabulary,
  wanted: readonly string[],
): JsonObject | undefined {
  if (source.byte() !== OBJECT) return undefined;
  const members: { [key: string]: Json } = {};
  for (const key of at(vocabulary.shapes, source.whole())) {
    if (wanted.includes(key)) setOwn(members, key, unpackJson(source, vocabulary));
    else skipJson(source, vocabulary);
  }
  return members;
}

function skipJson(source: ByteReader, vocabulary: Vocabulary): void {
  const kind = source.byte();
  if (kind === WHOLE || kind === NEGATIVE || kind === WORD) source.whole();
  else if (kind === FLOAT) source.at += 8;
  else if (kind === TEXT) skipText(source);
  else if (kind === LIST || kind === OBJECT) {
    const number = source.whole();
    const parts = kind === LIST ? number : at(vocabulary.shapes, number).length;
    for (let left = parts; left > 0; left -= 1) skipJson(source, vocabulary);
  }
}

/** Packs values that belong together. */
export function packValues(values: readonly Json[]): Uint8Array<ArrayBuffer> {
  const vocabulary = growVocabulary();
  const body = createByteWriter();
  const isWord = findWords(values);
  for (const value of values) packJson(body, value, vocabulary, isWord);
  const out = createByteWriter();
  out.whole(values.length);
  vocabulary.write(out);
  out.bytes(body.done());
  return out.done();
}

/** Reads what `packValues` wrote. @throws RangeError when the bytes are nothing of the kind. */
export function unpackValues(bytes: Uint8Array): Json[] {
  const source = createByteReader(bytes);
  const count = source.whole();
  if (count > bytes.length) throw new RangeError("The bytes end too early.");
  const vocabulary = readVocabulary(source);
  return Array.from({ length: count }, () => unpackJson(source, vocabulary));
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

// Assigning one key of all would set the prototype instead.
function setOwn(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key !== "__proto__") object[key] = value;
  else {
    const shown = { enumerable: true, configurable: true, writable: true };
    Object.defineProperty(object, key, { value, ...shown });
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no entry ${index}.`);
  return item;
}
