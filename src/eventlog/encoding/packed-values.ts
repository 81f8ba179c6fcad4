import type { Json } from "../envelope.ts";
import { createByteReader } from "./byte-buffer.ts";
import { createByteWriter } from "./byte-writer.ts";
import { findWords, growVocabulary, readVocabulary } from "./dictionary.ts";
import { packJson, skipJson, unpackJson } from "./json-codec.ts";

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

/** Values that were packed together, to be read one after the other. Each call throws RangeError where there is none. */
export interface PackedValues {
  next(): Json;
  /** Steps over one without making it. */
  skip(): void;
}

/** Begins to read what `packValues` wrote. @throws RangeError when the bytes are nothing of the kind. */
export function openValues(bytes: Uint8Array): PackedValues {
  const source = createByteReader(bytes);
  let left = source.whole();
  const vocabulary = readVocabulary(source);
  const take = (): void => {
    if (left === 0) throw new RangeError("There is no further value.");
    left -= 1;
  };
  return {
    next() {
      take();
      return unpackJson(source, vocabulary);
    },
    skip() {
      take();
      skipJson(source, vocabulary);
    },
  };
}
