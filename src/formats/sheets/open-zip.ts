import { ImportError } from "../import-error.ts";
import { unfoldedLimit } from "../log-import/text/decompress.ts";
import { unfoldDeflate } from "../log-import/text/inflate-gzip.ts";

/** What is said of a file that is not whole. */
export const DAMAGED =
  "The file is damaged: it is not a whole workbook. Save or download it once more.";

/** The parts of a zip file, each to be unfolded by its name. */
export interface ZipParts {
  readonly names: readonly string[];
  /**
   * Unfolds a part, piece by piece; nothing where there is none.
   * @throws ImportError where it is damaged, locked, or unfolds beyond reason with all before it.
   */
  unfold(name: string): Generator<Uint8Array>;
}

interface Part {
  readonly name: string;
  readonly isLocked: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly offset: number;
}

/**
 * Opens a zip file by the directory at its end (PKWARE APPNOTE 6.3.9, sections 4.3 and 4.5.3).
 * @throws ImportError where there is none.
 */
export function openZip(bytes: Uint8Array): ZipParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = guarded(() => readDirectory(view));
  let left = unfoldedLimit(bytes.length);
  return {
    names: [...parts.keys()],
    *unfold(name) {
      const part = parts.get(name);
      if (!part) return;
      if (part.isLocked) throw new ImportError(0, LOCKED);
      const packed = guarded(() => packedBytes(view, part));
      const checksum = createChecksum();
      for (const piece of part.method === STORED ? [packed] : unfoldDeflate(packed, DAMAGED)) {
        left -= piece.length;
        if (left < 0) throw new ImportError(0, "The workbook unfolds far beyond its size.");
        checksum.add(piece);
        yield piece;
      }
      if (checksum.value() !== part.crc) throw new ImportError(0, DAMAGED);
    },
  };
}

/** What is said of a file that needs a password. */
export const LOCKED =
  "The file is protected by a password. Open it in its program and save it without one first.";

const STORED = 0;
const DEFLATED = 8;
const LOCKED_FLAG = 1;

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
/** Most bytes that may stand behind the end: its comment. */
const LONGEST_COMMENT = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
/** Instead of a size or place that is in the extra field for large files. */
const IN_EXTRA = 0xffffffff;
const LARGE_FILE_EXTRA = 1;

function readDirectory(view: DataView): Map<string, Part> {
  const end = findEnd(view);
  const parts = new Map<string, Part>();
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new ImportError(0, DAMAGED);
    const nameSize = view.getUint16(at + 28, true);
    const extraSize = view.getUint16(at + 30, true);
    const part = readEntry(view, at, nameSize, extraSize);
    parts.set(part.name, part);
    at += ENTRY_BYTES + nameSize + extraSize + view.getUint16(at + 32, true);
  }
  return parts;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw new ImportError(0, DAMAGED);
}

function readEntry(view: DataView, at: number, nameSize: number, extraSize: number): Part {
  const large = largeNumbers(view, at + ENTRY_BYTES + nameSize, extraSize);
  // The extra field has only those that do not fit, in this order.
  const numberAt = (place: number): number => {
    const number = view.getUint32(place, true);
    return number === IN_EXTRA ? (large.shift() ?? number) : number;
  };
  numberAt(at + 24);
  return {
    name: new TextDecoder().decode(bytesOf(view, at + ENTRY_BYTES, nameSize)),
    isLocked: (view.getUint16(at + 8, true) & LOCKED_FLAG) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: numberAt(at + 20),
    offset: numberAt(at + 42),
  };
}

function largeNumbers(view: DataView, from: number, size: number): number[] {
  for (let at = from; at + 4 <= from + size; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === LARGE_FILE_EXTRA) {
      const count = Math.floor(length / 8);
      return Array.from({ length: count }, (_, index) =>
        Number(view.getBigUint64(at + 4 + index * 8, true)),
      );
    }
    at += 4 + length;
  }
  return [];
}

function packedBytes(view: DataView, { method, offset, packedSize }: Part): Uint8Array {
  const isKnown = method === STORED || method === DEFLATED;
  if (!isKnown || view.getUint32(offset, true) !== LOCAL_SIGNATURE)
    throw new ImportError(0, DAMAGED);
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return bytesOf(view, offset + LOCAL_BYTES + names, packedSize);
}

function bytesOf(view: DataView, from: number, size: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, size).subarray(0, size);
}

// A place that lies outside of the file is a `RangeError`.
function guarded<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new ImportError(0, DAMAGED);
    throw error;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 as zip has it. */
function createChecksum() {
  let crc = 0xffffffff;
  return {
    add(bytes: Uint8Array): void {
      // By index: twice as quick as an iterator, over each byte of a file.
      for (let at = 0; at < bytes.length; at += 1) {
        crc = (CRC_TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
      }
    },
    value: () => (crc ^ 0xffffffff) >>> 0,
  };
}
