import { createByteReader } from "./byte-reader.ts";
import { createByteWriter } from "./byte-writer.ts";
import { readText, startsWithText, writeText } from "./packed-text.ts";

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
const FREE = 0;

/** Makes a table without a name. */
export function createNameTable(): NameTable {
  let slots = new Uint32Array(FIRST_SLOTS);
  let hashes = new Uint32Array(FIRST_SLOTS / 2);
  let ends = new Uint32Array(FIRST_SLOTS / 2);
  let names = new Uint8Array(FIRST_SLOTS * 16);
  let count = 0;
  const scratch = createByteWriter();

  const packed = (name: string): Uint8Array => {
    writeText(scratch, name);
    return scratch.take();
  };

  const startOf = (number: number): number => (number === 0 ? 0 : (ends[number - 1] as number));

  const readerOf = (number: number) =>
    createByteReader(names.subarray(startOf(number), ends[number]));

  // Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), never more than half full.
  const slotOf = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] as number;
      if (entry === FREE) return slot;
      if (hashes[entry - 1] === hash && isNamed(entry - 1, bytes, from, to)) return slot;
    }
  };

  const isNamed = (number: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const start = startOf(number);
    if ((ends[number] as number) - start !== to - from) return false;
    for (let index = from; index < to; index += 1) {
      if (names[start + index - from] !== bytes[index]) return false;
    }
    return true;
  };

  const grow = (): void => {
    hashes = copied(hashes, hashes.length * 2);
    ends = copied(ends, ends.length * 2);
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < count; number += 1) {
      let slot = (hashes[number] as number) & mask;
      while (slots[slot] !== FREE) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
  };

  const add = (bytes: Uint8Array, from: number, to: number): number => {
    const hash = hashOf(bytes, from, to);
    const slot = slotOf(hash, bytes, from, to);
    const entry = slots[slot] as number;
    if (entry !== FREE) return entry - 1;
    const start = startOf(count);
    if (start + to - from > names.length) {
      names = copied(names, Math.max(names.length * 2, start + to - from));
    }
    names.set(bytes.subarray(from, to), start);
    hashes[count] = hash;
    ends[count] = start + to - from;
    count += 1;
    slots[slot] = count;
    if (count === hashes.length) grow();
    return count - 1;
  };

  return {
    count: () => count,
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

function copied<Numbers extends Uint32Array | Uint8Array>(numbers: Numbers, length: number) {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(length);
  larger.set(numbers);
  return larger as Numbers & { readonly buffer: ArrayBuffer };
}
