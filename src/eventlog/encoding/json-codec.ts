import type { Json, JsonObject } from "../envelope.ts";
import type { ByteReader } from "./byte-buffer.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { GrowingVocabulary, Vocabulary } from "./dictionary.ts";
import { readText, skipText, writeText } from "./string-codec.ts";

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
export function unpackJson(source: ByteReader, vocabulary: Vocabulary): Json {
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
        return vocabulary.word(source.whole());
      case LIST:
        return unpackList(source.whole());
      case OBJECT:
        return unpackObject(vocabulary.shape(source.whole()));
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
  for (const key of vocabulary.shape(source.whole())) {
    if (wanted.includes(key)) setOwn(members, key, unpackJson(source, vocabulary));
    else skipJson(source, vocabulary);
  }
  return members;
}

/** Steps over a packed value. @throws RangeError when the bytes are none. */
export function skipJson(source: ByteReader, vocabulary: Vocabulary): void {
  const kind = source.byte();
  if (kind === WHOLE || kind === NEGATIVE || kind === WORD) source.whole();
  else if (kind === FLOAT) source.at += 8;
  else if (kind === TEXT) skipText(source);
  else if (kind === LIST || kind === OBJECT) {
    const number = source.whole();
    const parts = kind === LIST ? number : vocabulary.shape(number).length;
    for (let left = parts; left > 0; left -= 1) skipJson(source, vocabulary);
  }
}

// Assigning one key of all would set the prototype instead.
function setOwn(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key !== "__proto__") object[key] = value;
  else {
    const shown = { enumerable: true, configurable: true, writable: true };
    Object.defineProperty(object, key, { value, ...shown });
  }
}
