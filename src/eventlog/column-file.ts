import { createBreathing, nextTask } from "./breathing.ts";
import type { DerivedColumns } from "./column-store.ts";
import { checksumOf } from "./packed/checksum.ts";
import type { ColumnValues } from "./packed/column.ts";
import type { KeptColumn, KeptColumns } from "./packed/shelf.ts";

/** Numbers get so much room to spare, in parts of their length: the first event to come need not copy them all. */
const SPARE = 1 / 32;
/** Every column begins at a multiple of this, as the widest numbers have to. */
const ALIGNED = 8;
/** Length and checksum of the header. */
const PREAMBLE = 8;

const KINDS = { float64: Float64Array, uint32: Uint32Array, uint8: Uint8Array } as const;

/** Where a column stands in the file, counted in bytes from the end of the header. */
interface Place {
  readonly kind: keyof typeof KINDS | "texts";
  readonly begin: number;
  /** Bytes that mean something. */
  readonly used: number;
  /** Bytes up to the next column. */
  readonly room: number;
  readonly checksum: number;
}

interface Header {
  readonly head: DerivedColumns["head"];
  readonly shape: string;
  readonly places: Readonly<Record<string, Place>>;
}

/**
 * Columns as the bytes of one file: a header that says what they are, then one column after the other. Read as it stands, each
 * column is a window on the file. Comes piece by piece, so that the page can draw and answer in between.
 */
export async function* writeColumnFile({
  head,
  shape,
  columns,
}: DerivedColumns): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const breathe = createBreathing();
  const places: Record<string, Place> = {};
  let end = 0;
  for (const [name, column] of Object.entries(columns)) {
    places[name] = placeOf(column, end);
    end += places[name].room;
    await breathe();
  }
  yield headerBytes({ head, shape, places });
  for (const [name, column] of Object.entries(columns)) {
    const bytes = bytesOf(column);
    yield bytes;
    yield new Uint8Array((places[name]?.room ?? 0) - bytes.length);
  }
}

/** Reads such a file. Undefined when any byte of it that means something is not as it was written. */
export async function readColumnFile(file: ArrayBuffer): Promise<DerivedColumns | undefined> {
  const breathe = createBreathing();
  const found = readHeader(file);
  if (!found) return undefined;
  const { header, end } = found;
  const columns: Record<string, KeptColumn> = {};
  for (const [name, place] of Object.entries(header.places)) {
    const begin = end + place.begin;
    if (begin + place.room > file.byteLength) return undefined;
    const bytes = new Uint8Array(file, begin, place.used);
    if (checksumOf(bytes) !== place.checksum) return undefined;
    columns[name] = columnAt(file, begin, place, bytes);
    await breathe();
  }
  await nextTask();
  return { head: header.head, shape: header.shape, columns: columns satisfies KeptColumns };
}

function placeOf(column: KeptColumn, begin: number): Place {
  const bytes = bytesOf(column);
  const used = bytes.length;
  const isGrowing = "values" in column;
  const room = aligned(isGrowing ? used + Math.ceil(used * SPARE) : used);
  const kind = isGrowing ? kindOf(column.values) : "texts";
  return { kind, begin, used, room, checksum: checksumOf(bytes) };
}

function columnAt(
  file: ArrayBuffer,
  begin: number,
  { kind, used, room }: Place,
  bytes: Uint8Array,
): KeptColumn {
  if (kind === "texts") return { texts: JSON.parse(new TextDecoder().decode(bytes)) as string[] };
  const Values = KINDS[kind];
  const values = new Values(file, begin, room / Values.BYTES_PER_ELEMENT);
  return { values, length: used / Values.BYTES_PER_ELEMENT };
}

function headerBytes(header: Header): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(aligned(PREAMBLE + text.length));
  const preamble = new DataView(bytes.buffer);
  preamble.setUint32(0, text.length);
  preamble.setUint32(4, checksumOf(text));
  bytes.set(text, PREAMBLE);
  return bytes;
}

function readHeader(file: ArrayBuffer): { header: Header; end: number } | undefined {
  if (file.byteLength < PREAMBLE) return undefined;
  const preamble = new DataView(file);
  const length = preamble.getUint32(0);
  const end = aligned(PREAMBLE + length);
  if (end > file.byteLength) return undefined;
  const text = new Uint8Array(file, PREAMBLE, length);
  if (checksumOf(text) !== preamble.getUint32(4)) return undefined;
  // What has its checksum was written here.
  return { header: JSON.parse(new TextDecoder().decode(text)) as Header, end };
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

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED;
}
