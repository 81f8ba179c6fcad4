import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import type { Chunks } from "../file-chunks.ts";
import { ImportError } from "../import-error.ts";
import type { Encoding } from "./languages.ts";

/**
 * Decodes bytes piece by piece, without a byte order mark; a letter may be cut between two pieces.
 * Bytes that are no letter become U+FFFD where they are fewer than the letters beyond ASCII.
 * @throws ImportError where they are not written in that encoding, or are no text at all.
 */
export async function* decodeText(chunks: Chunks, encoding: Encoding): AsyncGenerator<string> {
  const decoder = createCountingDecoder(encoding);
  for await (const chunk of chunks) yield withoutZeros(decoder.decode(chunk));
  yield withoutZeros(decoder.decode());
  if (!decoder.isLikely()) {
    throw new ImportError(0, `The file is not written in ${encoding}. Choose another encoding.`);
  }
}

/**
 * Whether nearly all letters beyond ASCII are whole in that encoding. It is found out in steps that
 * let the page draw.
 */
export async function isWrittenIn(chunks: Chunks, encoding: Encoding): Promise<boolean> {
  const breathe = createBreathing();
  const decoder = createCountingDecoder(encoding);
  for await (const chunk of chunks) {
    decoder.decode(chunk);
    await breathe();
  }
  decoder.decode();
  return decoder.isLikely();
}

function createCountingDecoder(encoding: Encoding) {
  const strict = new TextDecoder(encoding, { fatal: true });
  const lenient = new TextDecoder(encoding);
  const isOfTwoBytes = encoding.startsWith("utf-16");
  let isWhole = true;
  let [broken, letters] = [0, 0];
  const count = (text: string): void => {
    if (!BEYOND_ASCII.test(text)) return;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === UNREADABLE) broken += 1;
      else if (code > LAST_OF_ASCII) letters += 1;
    }
  };
  return {
    /** Decodes a piece; what is left of a letter at the very end where none is given. */
    decode(chunk?: Uint8Array): string {
      const stream = chunk !== undefined;
      isWhole &&= canDecode(strict, chunk, stream);
      const text = lenient.decode(chunk, { stream });
      count(text);
      return text;
    },
    // A file may hold U+FFFD itself, and one of two bytes a letter may end between them.
    isLikely: () => isWhole || broken <= letters || (isOfTwoBytes && broken === 1),
  };
}

function canDecode(decoder: TextDecoder, chunk: Uint8Array | undefined, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}

/** What decoding leaves of bytes that are no letter. */
const UNREADABLE = 0xfffd;
const LAST_OF_ASCII = 0x7f;
const BEYOND_ASCII = /[^\0-\x7f]/;

function withoutZeros(text: string): string {
  if (!text.includes("\0")) return text;
  const reason =
    "The file is no table of text. A spreadsheet has to be saved as CSV first; a text may need another encoding.";
  throw new ImportError(0, reason);
}
