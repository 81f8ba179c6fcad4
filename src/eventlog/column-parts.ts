import type { ColumnRecord } from "./column-store.ts";
import { checksumOf } from "./packed/checksum.ts";
import type { ColumnValues } from "./packed/column.ts";
import type { KeptColumn } from "./packed/shelf.ts";

/** Bytes of a part: a page that puts or gets one is kept from drawing for as long as that takes. */
const PART = 2 ** 20;
/** Numbers get so much room to spare, in parts of their length: the first event to come need not copy them all. */
const SPARE = 1 / 32;

const KINDS = { float64: Float64Array, uint32: Uint32Array, uint8: Uint8Array } as const;

/** A column as it is told before its parts are read. */
export function describeColumn(column: KeptColumn): ColumnRecord {
  const bytes = bytesOf(column);
  const checksums = beginningsIn(bytes).map((begin) => checksumOf(partAt(bytes, begin)));
  if (!("values" in column)) return { kind: "texts", length: bytes.length, checksums };
  return { kind: kindOf(column.values), length: column.length, checksums };
}

/** The parts of a column, in order, each a copy. */
export function* partsOf(column: KeptColumn): Iterable<Uint8Array> {
  const bytes = bytesOf(column);
  for (const begin of beginningsIn(bytes)) yield partAt(bytes, begin).slice();
}

/** A column that is put together again. */
export interface ColumnInParts {
  /** Takes a part by its place, from 0. False when it is not the one that was kept. */
  take(place: number, part: unknown): boolean;
  /** The column, once all parts were taken. @throws SyntaxError when its texts are none. */
  whole(): KeptColumn;
}

/** Begins to put a column together. */
export function assembleColumn({ kind, length, checksums }: ColumnRecord): ColumnInParts {
  const values =
    kind === "texts" ? new Uint8Array(length) : new KINDS[kind](length + Math.ceil(length * SPARE));
  const bytes = new Uint8Array(values.buffer, 0, length * values.BYTES_PER_ELEMENT);
  return {
    take(place, part) {
      const room = partAt(bytes, place * PART);
      const fits = part instanceof Uint8Array && part.length === room.length;
      if (!fits || checksumOf(part) !== checksums[place]) return false;
      room.set(part);
      return true;
    },
    whole: () =>
      kind === "texts"
        ? { texts: JSON.parse(new TextDecoder().decode(bytes)) as string[] }
        : { values, length },
  };
}

// Only up to its length: behind it a column may grow while it is kept.
function bytesOf(column: KeptColumn): Uint8Array {
  if (!("values" in column)) return new TextEncoder().encode(JSON.stringify(column.texts));
  const { values, length } = column;
  return new Uint8Array(values.buffer, values.byteOffset, length * values.BYTES_PER_ELEMENT);
}

function kindOf(values: ColumnValues): keyof typeof KINDS {
  if (values instanceof Float64Array) return "float64";
  return values instanceof Uint32Array ? "uint32" : "uint8";
}

function beginningsIn({ length }: Uint8Array): number[] {
  return Array.from({ length: Math.ceil(length / PART) }, (_, place) => place * PART);
}

function partAt(bytes: Uint8Array, begin: number): Uint8Array {
  return bytes.subarray(begin, begin + PART);
}
