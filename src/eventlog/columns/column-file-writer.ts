import type { Signer } from "../indexeddb/key-store.ts";
import { createBreathing } from "../util/yield-to-main.ts";
import type { ColumnValues } from "./column.ts";
import {
  aligned,
  DIGEST,
  digestOf,
  type Header,
  type KINDS,
  type Place,
  PREAMBLE,
} from "./column-file.ts";
import type { KeptColumn, KeptColumns } from "./column-set.ts";
import type { DerivedColumns } from "./column-store.ts";

/**
 * Numbers get so much room to spare, in parts of their length: the first event to come need not
 * copy them all.
 */
const SPARE = 1 / 32;

/**
 * Columns as the bytes of one file, which `readColumnFile` reads. They come piece by piece, so that
 * the page can draw and answer in between.
 */
export async function* writeColumnFile(
  { head, shape, columns }: DerivedColumns,
  signer: Signer,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const breathe = createBreathing();
  const places: Record<string, Place> = {};
  let end = 0;
  for (const [name, column] of Object.entries(columns)) {
    places[name] = await placeOf(column, end);
    end += places[name].room;
    await breathe();
  }
  yield await headerBytes({ head, shape, places }, signer);
  for (const [name, column] of Object.entries(columns)) {
    const bytes = bytesOf(column);
    yield bytes;
    yield new Uint8Array((places[name]?.room ?? 0) - bytes.length);
  }
}

/** SHA-256 of all columns, whatever room they have to spare: the same for the same columns. */
export async function digestColumns(columns: KeptColumns): Promise<string> {
  const digests: string[] = [];
  for (const [name, column] of Object.entries(columns)) {
    digests.push(`${name} ${await digestOf(bytesOf(column))}`);
  }
  return digestOf(new TextEncoder().encode(digests.sort().join("\n")));
}

async function placeOf(column: KeptColumn, begin: number): Promise<Place> {
  const bytes = bytesOf(column);
  const used = bytes.length;
  const isGrowing = "values" in column;
  const room = aligned(isGrowing ? used + Math.ceil(used * SPARE) : used);
  const kind = isGrowing ? kindOf(column.values) : "texts";
  return { kind, begin, used, room, digest: await digestOf(bytes) };
}

async function headerBytes(header: Header, signer: Signer): Promise<Uint8Array<ArrayBuffer>> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(aligned(PREAMBLE + text.length));
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(await signer.sign(text), PREAMBLE - DIGEST);
  bytes.set(text, PREAMBLE);
  return bytes;
}

// Only up to its length: behind it a column may grow while it is written.
function bytesOf(column: KeptColumn): Uint8Array<ArrayBuffer> {
  if (!("values" in column)) return new TextEncoder().encode(JSON.stringify(column.texts));
  const { values, length } = column;
  const { buffer, byteOffset, BYTES_PER_ELEMENT } = values;
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, length * BYTES_PER_ELEMENT);
}

function kindOf(values: ColumnValues): keyof typeof KINDS {
  if (values instanceof Float64Array) return "float64";
  return values instanceof Uint32Array ? "uint32" : "uint8";
}
