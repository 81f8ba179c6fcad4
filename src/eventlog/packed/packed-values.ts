import type { Json } from "../envelope.ts";
import { createByteReader } from "./byte-reader.ts";
import { createByteWriter } from "./byte-writer.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { findWords, growVocabulary, readVocabulary } from "./vocabulary.ts";

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
