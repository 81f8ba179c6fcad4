import { type ByteReader, createByteReader } from "../encoding/byte-buffer.ts";
import { createByteWriter } from "../encoding/byte-writer.ts";
import { growVocabulary } from "../encoding/dictionary.ts";
import { packJson, unpackJson } from "../encoding/json-codec.ts";
import type { Json } from "../envelope.ts";
import { createUint32Column } from "./column.ts";

/** JSON values under the places 0, 1, 2 …, of each the newest. As bytes: a million of them as objects would fill the heap. */
export interface ValueColumn {
  /** The value at a place; undefined where none was set. */
  get(place: number): Json | undefined;
  set(place: number, value: Json): void;
}

/** Bytes that are asked for at once. Values stand in such blocks one after the other, those that were replaced included. */
const BLOCK = 2 ** 18;

/** Makes a column without a value. */
export function createValueColumn(): ValueColumn {
  const vocabulary = growVocabulary();
  const scratch = createByteWriter();
  const blocks: ByteReader[] = [];
  // Counted from 1: 0 is no block.
  const blockOf = createUint32Column();
  const startOf = createUint32Column();
  let end = BLOCK;

  const roomFor = (count: number): Uint8Array => {
    const last = blocks.at(-1);
    if (last && end + count <= last.source.length) return last.source;
    const block = createByteReader(new Uint8Array(Math.max(BLOCK, count)));
    blocks.push(block);
    end = 0;
    return block.source;
  };

  return {
    get(place) {
      if (place < 0 || place >= blockOf.length) return undefined;
      const block = blocks[(blockOf.values[place] as number) - 1];
      if (!block) return undefined;
      block.at = startOf.values[place] as number;
      return unpackJson(block, vocabulary);
    },
    set(place, value) {
      packJson(scratch, value, vocabulary, () => false);
      const bytes = scratch.take();
      roomFor(bytes.length).set(bytes, end);
      blockOf.set(place, blocks.length);
      startOf.set(place, end);
      end += bytes.length;
    },
  };
}
