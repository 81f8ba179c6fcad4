import type { Signer } from "../indexeddb/key-store.ts";
import { createBreathing, nextTask } from "../util/yield-to-main.ts";
import type { KeptColumn, KeptColumns } from "./column-set.ts";
import type { DerivedColumns } from "./column-store.ts";

// A file of columns: a header that says what they are, signed, then one column after the other,
// each at a multiple of `ALIGNED`. `column-file-writer.ts` writes it.

/** Every column begins at a multiple of this, as the widest numbers have to. */
const ALIGNED = 8;
/** Bytes of a digest, and of a signature. */
export const DIGEST = 32;
/** Length and signature of the header. */
export const PREAMBLE = 8 + DIGEST;

/** What a column of values may hold. */
export const KINDS = { float64: Float64Array, uint32: Uint32Array, uint8: Uint8Array } as const;

/** Where a column stands in the file, counted in bytes from the end of the header. */
export interface Place {
  readonly kind: keyof typeof KINDS | "texts";
  readonly begin: number;
  /** Bytes that mean something. */
  readonly used: number;
  /** Bytes up to the next column. */
  readonly room: number;
  /** SHA-256 of these bytes, in hexadecimal digits. */
  readonly digest: string;
}

/** What the columns of a file are. */
export interface Header {
  readonly head: DerivedColumns["head"];
  readonly shape: string;
  readonly places: Readonly<Record<string, Place>>;
}

/**
 * Reads a file of columns as it stands: each column is a window on it. Undefined when any byte of
 * it that means something is not as it was written, or when it was not written with this key.
 */
export async function readColumnFile(
  file: ArrayBuffer,
  signer: Signer,
): Promise<DerivedColumns | undefined> {
  const breathe = createBreathing();
  const found = await readHeader(file, signer);
  if (!found) return undefined;
  const { header, end } = found;
  const windows = Object.entries(header.places).map(([name, place]) => ({
    ...{ name, place },
    bytes: new Uint8Array(file, end + place.begin, place.used),
  }));
  // At once: the browser takes digests beside the page.
  const digests = await Promise.all(windows.map(({ bytes }) => digestOf(bytes)));
  if (windows.some(({ place }, index) => digests[index] !== place.digest)) return undefined;
  const columns: Record<string, KeptColumn> = {};
  for (const { name, place, bytes } of windows) {
    columns[name] = columnAt(file, end + place.begin, place, bytes);
    await breathe();
  }
  await nextTask();
  return { head: header.head, shape: header.shape, columns: columns satisfies KeptColumns };
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

async function readHeader(
  file: ArrayBuffer,
  signer: Signer,
): Promise<{ header: Header; end: number } | undefined> {
  if (file.byteLength < PREAMBLE) return undefined;
  const length = new DataView(file).getUint32(0);
  const end = aligned(PREAMBLE + length);
  if (end > file.byteLength) return undefined;
  const text = new Uint8Array(file, PREAMBLE, length);
  const signature = new Uint8Array(file, PREAMBLE - DIGEST, DIGEST);
  if (!(await signer.knows(text, signature))) return undefined;
  // What has its signature was written here.
  const header = JSON.parse(new TextDecoder().decode(text)) as Header;
  const last = Object.values(header.places).at(-1);
  return last && end + last.begin + last.room > file.byteLength ? undefined : { header, end };
}

/** SHA-256, in hexadecimal digits. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** So many bytes, up to where the next column may begin. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED;
}
