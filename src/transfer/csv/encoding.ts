import { ImportError } from "../import-error.ts";

/** Encodings that a table may come in, by their names in the Encoding Standard (https://encoding.spec.whatwg.org). */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-15",
  "macintosh",
  "shift_jis",
  "gb18030",
] as const;

/** One of them. */
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The encoding that bytes are most likely written in: as their byte order mark says; UTF-16 where every other byte is zero; UTF-8
 * where all of them are; or else the one that older spreadsheets write.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 1_000).entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > 10 * even) return "utf-16le";
  if (even > 10 * odd) return "utf-16be";
  return canRead(bytes, "utf-8") ? "utf-8" : "windows-1252";
}

/**
 * Reads all bytes as text, without a byte order mark.
 * @throws ImportError where they are not written in that encoding, or are no text at all.
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError(0, `The file is not written in ${encoding}. Choose another encoding.`);
  }
  if (text.includes("\0")) {
    const reason =
      "The file is no table of text. A spreadsheet has to be saved as CSV first; a text may need another encoding.";
    throw new ImportError(0, reason);
  }
  return text;
}

function canRead(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
