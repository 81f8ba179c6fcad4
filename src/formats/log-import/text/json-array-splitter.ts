import { ImportError } from "../../import-error.ts";
import { createPieceBuffer, LINE_FEED, type Piece, type Splitter } from "./line-splitter.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Cuts a JSON list into its elements. It knows brackets and strings only: each element is still to
 * be parsed.
 * @param firstLine the number of the line that the text begins in.
 */
export function createListSplitter(firstLine = 1): Splitter {
  const buffer = createPieceBuffer();
  let place: "before" | "inside" | "after" = "before";
  let line = firstLine;
  let begunIn: number | undefined;
  let elements = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;

  const finish = (closed: boolean): Piece[] => {
    if (begunIn === undefined) {
      if (closed && elements === 0) return [];
      throw new ImportError(line, "broken JSON (an element of the list is missing)");
    }
    const piece = { line: begunIn, text: buffer.take(begunIn) };
    begunIn = undefined;
    elements += 1;
    return [piece];
  };

  // True while the byte belongs to an element.
  const belongs = (byte: number): boolean => {
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = false;
      return true;
    }
    if (depth === 0 && (byte === COMMA || byte === CLOSE_LIST)) return false;
    if (byte === QUOTE) inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth = Math.max(0, depth - 1);
    return true;
  };

  const push = (bytes: Uint8Array): Piece[] => {
    const pieces: Piece[] = [];
    let from = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (place === "inside" && (begunIn !== undefined || !isBlank(byte))) {
        if (belongs(byte)) {
          if (begunIn === undefined) [begunIn, from] = [line, index];
        } else {
          if (begunIn !== undefined) buffer.add(bytes.subarray(from, index), begunIn);
          const closed = byte === CLOSE_LIST;
          pieces.push(...finish(closed));
          if (closed) place = "after";
        }
      } else if (place === "before" && byte === OPEN_LIST) place = "inside";
      else if (place === "after" && !isBlank(byte)) {
        throw new ImportError(line, "broken JSON (something stands behind the list)");
      }
      if (byte === LINE_FEED) line += 1;
    }
    if (begunIn !== undefined) buffer.add(bytes.subarray(from), begunIn);
    return pieces;
  };

  return {
    push,
    end() {
      if (place === "after") return [];
      throw new ImportError(line, "broken JSON (the list is not closed)");
    },
  };
}

/** Whether a byte is JSON's white space: blank, tab, or a line end. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === LINE_FEED || byte === 0x0d;
}
