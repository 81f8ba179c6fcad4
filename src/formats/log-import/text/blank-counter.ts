import { isBlank } from "./json-array-splitter.ts";

/**
 * Counts the blanks and line ends that stand in a row where a file has been read to, piece by
 * piece. Those inside a piece are not counted: a piece is short.
 */
export function createBlankCounter(): (bytes: Uint8Array) => number {
  let inRow = 0;
  return (bytes) => {
    const first = bytes.findIndex((byte) => !isBlank(byte));
    if (first < 0) {
      inRow += bytes.length;
      return inRow;
    }
    const longest = inRow + first;
    inRow = bytes.length - 1 - bytes.findLastIndex((byte) => !isBlank(byte));
    return Math.max(longest, inRow);
  };
}
