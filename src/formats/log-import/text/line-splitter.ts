import { ImportError } from "../../import-error.ts";
import { joinBytes } from "../../join-bytes.ts";

/** Longest event as it is written elsewhere, in bytes of UTF-8. */
export const MAX_EVENT = 2 ** 20;
/**
 * Longest line of a log file, or element of a list: an event with what a log adds to it when it is
 * exported.
 */
export const MAX_LINE = MAX_EVENT + 2 ** 14;

/** A line of a file, or an element of a list, with the line it begins in. */
export interface Piece {
  readonly line: number;
  readonly text: string;
}

/**
 * Cuts bytes that come in chunks into pieces of text, so that a file is never one giant string. Nothing of a chunk is kept.
 * Both calls throw an `ImportError` at bytes that are no UTF-8 text and at a piece over `MAX_LINE`, before it is parsed.
 */
export interface Splitter {
  push(bytes: Uint8Array): Piece[];
  end(): Piece[];
}

/** The byte that ends a line. */
export const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Makes all line ends of a text LF, wherever its chunks are cut: CRLF and CR end lines too, in any
 * mix.
 */
export function createLineEndReader(): (bytes: Uint8Array) => Uint8Array {
  let endsInReturn = false;
  return (bytes) => {
    if (bytes.length === 0) return bytes;
    // The other half of a line end that was given already.
    const plain = endsInReturn && bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
    endsInReturn = bytes[bytes.length - 1] === CARRIAGE_RETURN;
    return plain.includes(CARRIAGE_RETURN) ? withLineFeeds(plain) : plain;
  };
}

function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let end = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    if (byte === LINE_FEED && bytes[index - 1] === CARRIAGE_RETURN) continue;
    plain[end++] = byte === CARRIAGE_RETURN ? LINE_FEED : byte;
  }
  return plain.subarray(0, end);
}

/**
 * Cuts at line feeds. Blank lines are pieces too.
 * @param firstLine the number of the line that the text begins in.
 * @param mostBytes that a line may have.
 */
export function createLineSplitter(firstLine = 1, mostBytes = MAX_LINE): Splitter {
  const buffer = createPieceBuffer(mostBytes);
  let line = firstLine;
  const take = (text: string): Piece => {
    const piece = { line, text };
    line += 1;
    return piece;
  };
  // Line by line, so that the first one that is wrong can be named.
  const pushCarefully = (bytes: Uint8Array): Piece[] => {
    const pieces: Piece[] = [];
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, from);
      buffer.add(bytes.subarray(from, end < 0 ? bytes.length : end), line);
      if (end < 0) return pieces;
      pieces.push(take(buffer.take(line)));
      from = end + 1;
    }
  };
  return {
    push(bytes) {
      const first = bytes.indexOf(LINE_FEED);
      const last = bytes.lastIndexOf(LINE_FEED);
      // The lines that begin and end here: one text is decoded faster than many.
      const text = first < last ? decodeAtOnce(bytes.subarray(first + 1, last)) : undefined;
      if (text === undefined) return pushCarefully(bytes);
      const pieces = pushCarefully(bytes.subarray(0, first + 1));
      for (const one of text.split("\n")) pieces.push(take(one));
      buffer.add(bytes.subarray(last + 1), line);
      return pieces;
    },
    end: () => [take(buffer.take(line))],
  };
}

/** Says that a line, or an event over several of them, is too long. */
export function tooLong(line: number): ImportError {
  return new ImportError(line, "it is longer than 1 MiB");
}

/** Whether a text takes more bytes of UTF-8 than that. */
export function isLongerThan(text: string, bytes: number): boolean {
  // Of a UTF-16 code unit there come three bytes at the most.
  if (text.length * 3 <= bytes) return false;
  return text.length > bytes || encoder.encode(text).length > bytes;
}

const encoder = new TextEncoder();

/** Parts of a piece that is still under way. */
export interface PieceBuffer {
  /** Copies the part: its memory may be used for something else afterwards. */
  add(part: Uint8Array, line: number): void;
  /** The text so far; the buffer is empty afterwards. */
  take(line: number): string;
}

/** Makes an empty buffer. Each call names the line for errors. */
export function createPieceBuffer(mostBytes = MAX_LINE): PieceBuffer {
  let parts: Uint8Array[] = [];
  let length = 0;
  return {
    add(part, line) {
      length += part.length;
      if (length > mostBytes) throw tooLong(line);
      parts.push(part.slice());
    },
    take(line) {
      const [first = new Uint8Array()] = parts;
      const bytes = parts.length > 1 ? joinBytes(...parts) : first;
      parts = [];
      length = 0;
      const text = decode(bytes, line);
      if (text.includes("\0")) {
        throw new ImportError(
          line,
          "a zero byte: this is a binary file, or text that is not UTF-8",
        );
      }
      return text;
    },
  };
}

// Kept as it is: a byte order mark inside a file is a character like any other.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array, line: number): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ImportError(line, "bytes that are not UTF-8 text");
  }
}

// Nothing where anything may be wrong.
function decodeAtOnce(bytes: Uint8Array): string | undefined {
  if (bytes.length > MAX_LINE) return undefined;
  try {
    const text = decoder.decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
