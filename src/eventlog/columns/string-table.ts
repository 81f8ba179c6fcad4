import { createByteReader } from "../encoding/byte-buffer.ts";
import { createByteWriter } from "../encoding/byte-writer.ts";
import { readText, startsWithText, writeText } from "../encoding/string-codec.ts";
import { appendBytes, type Column } from "./column.ts";
import { createShelf, type Shelf } from "./column-set.ts";

/**
 * Names and their numbers, 0, 1, 2 … in order of appearance. Kept as bytes in a hash table of typed arrays, since a million
 * of them as strings in a `Map` would take the heap's better part.
 */
export interface NameTable {
  count(): number;
  /** The number of a name that stands packed in `bytes`; it gets one if it has none. */
  add(bytes: Uint8Array, from: number, to: number): number;
  addName(name: string): number;
  /** The number of a name; -1 when it has none. */
  find(name: string): number;
  nameOf(number: number): string;
  /** Whether a name begins with an ASCII text. */
  startsWith(number: number, beginning: string): boolean;
}

const FIRST_SLOTS = 1_024;
/** Of so many slots not more may be taken: beyond that, looking for a free one takes ever longer (Knuth, as below). */
const FULL = 5 / 8;
const FREE = 0;

/** Makes a table: without a name, or with those that stand on the shelf. */
export function createNameTable(shelf: Shelf = createShelf()): NameTable {
  const hashes = shelf.uint32("hashes");
  const ends = shelf.uint32("ends");
  const names = shelf.uint8("names");
  let slots = slotsFor(hashes);
  const scratch = createByteWriter();

  const packed = (name: string): Uint8Array => {
    writeText(scratch, name);
    return scratch.take();
  };

  const endOf = (number: number): number => ends.values[number] as number;
  const startOf = (number: number): number => (number === 0 ? 0 : endOf(number - 1));

  const readerOf = (number: number) =>
    createByteReader(names.values.subarray(startOf(number), endOf(number)));

  // Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L).
  const slotOf = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] as number;
      if (entry === FREE) return slot;
      if (hashes.values[entry - 1] === hash && isNamed(entry - 1, bytes, from, to)) return slot;
    }
  };

  const isNamed = (number: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const start = startOf(number);
    if (endOf(number) - start !== to - from) return false;
    const known = names.values;
    for (let index = from; index < to; index += 1) {
      if (known[start + index - from] !== bytes[index]) return false;
    }
    return true;
  };

  const add = (bytes: Uint8Array, from: number, to: number): number => {
    const hash = hashOf(bytes, from, to);
    const slot = slotOf(hash, bytes, from, to);
    const entry = slots[slot] as number;
    if (entry !== FREE) return entry - 1;
    const number = ends.length;
    appendBytes(names, bytes, from, to);
    hashes.set(number, hash);
    ends.set(number, names.length);
    slots[slot] = number + 1;
    if (ends.length >= slots.length * FULL) slots = slotsFor(hashes);
    return number;
  };

  return {
    count: () => ends.length,
    add,
    addName(name) {
      const bytes = packed(name);
      return add(bytes, 0, bytes.length);
    },
    find(name) {
      const bytes = packed(name);
      const slot = slotOf(hashOf(bytes, 0, bytes.length), bytes, 0, bytes.length);
      return (slots[slot] as number) - 1;
    },
    nameOf: (number) => readText(readerOf(number)),
    startsWith: (number, beginning) => startsWithText(readerOf(number), beginning),
  };
}

/** Hash of a name that stands nowhere else as bytes. */
export function hashOfName(name: string): number {
  const out = createByteWriter();
  writeText(out, name);
  return hashOf(out.done(), 0, out.length());
}

/** FNV-1a over bytes, 32 bits (Fowler, Noll, Vo). */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  }
  // Its low bits alone pick the slot: the high ones are mixed in.
  return (hash ^ (hash >>> 15)) >>> 0;
}

function slotsFor({ values, length }: Column<Uint32Array>): Uint32Array {
  let size = FIRST_SLOTS;
  while (size * FULL <= length) size *= 2;
  const slots = new Uint32Array(size);
  const mask = size - 1;
  for (let number = 0; number < length; number += 1) {
    let slot = (values[number] as number) & mask;
    while (slots[slot] !== FREE) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
  return slots;
}
