import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
} from "pako";
import { ImportError } from "../../import-error.ts";

/** Bytes that are unfolded at once. */
const OUTPUT_BYTES = 2 ** 16;
/** Largest window, and 16 more for a gzip header and nothing else (zlib, `inflateInit2`). */
const GZIP_WINDOW_BITS = 15 + 16;
/** The same without any header, as zip files have it. */
const RAW_WINDOW_BITS = -15;

const DAMAGED = "The file is gzip, but damaged or cut short.";

/** A packed file ends before its content does: what was unfolded is right as far as it goes. */
export class CutShortError extends ImportError {
  constructor() {
    super(0, DAMAGED);
  }
}

/**
 * Unfolds gzip (RFC 1952): any number of members one behind the other, and zero bytes behind the
 * last one. The checksum and length of each member are held against its content. The browser's own
 * `DecompressionStream` refuses a second member.
 * @throws CutShortError behind all that could be unfolded, where the last member is not whole.
 * @throws ImportError where the bytes are not gzip.
 */
export async function* unfoldGzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let members = 0;
  let member: ZStream | undefined;
  for await (const chunk of packed) {
    let at = 0;
    while (at < chunk.length) {
      // Some programs fill the last block of a file with zeros.
      if (!member && members > 0 && chunk[at] === 0) {
        at += 1;
        continue;
      }
      member ??= openMember(GZIP_WINDOW_BITS);
      member.input = chunk;
      member.next_in = at;
      member.avail_in = chunk.length - at;
      const hasEnded: boolean = yield* unfoldChunk(member, DAMAGED);
      at = member.next_in;
      if (!hasEnded) continue;
      members += 1;
      member = undefined;
    }
  }
  if (member || members === 0) throw new CutShortError();
}

/**
 * Unfolds bare deflate (RFC 1951) that is there as a whole.
 * @throws ImportError where the bytes are not deflate, or end early.
 */
export function* unfoldDeflate(packed: Uint8Array, damaged: string): Generator<Uint8Array> {
  const member = openMember(RAW_WINDOW_BITS);
  member.input = packed;
  member.next_in = 0;
  member.avail_in = packed.length;
  const hasEnded = yield* unfoldChunk(member, damaged);
  if (!hasEnded) throw new ImportError(0, damaged);
}

function openMember(windowBits: number): ZStream {
  const member = new ZStream();
  if (zlibInflateInit2(member, windowBits) !== Z_OK) throw new ImportError(0, DAMAGED);
  return member;
}

/**
 * Unfolds what the member's input holds, up to the end of the member; tells whether that was
 * reached.
 */
function* unfoldChunk(member: ZStream, damaged: string): Generator<Uint8Array, boolean> {
  for (;;) {
    member.output = new Uint8Array(OUTPUT_BYTES);
    member.next_out = 0;
    member.avail_out = OUTPUT_BYTES;
    const status = zlibInflate(member, Z_NO_FLUSH);
    if (member.next_out > 0) yield member.output.subarray(0, member.next_out);
    if (status === Z_STREAM_END) return true;
    // Where the output was filled to its end, more of it may be to come without any input.
    const isUsedUp = member.avail_in === 0 && (member.avail_out > 0 || status === Z_BUF_ERROR);
    if (isUsedUp && (status === Z_OK || status === Z_BUF_ERROR)) return false;
    if (status !== Z_OK) throw new ImportError(0, damaged);
  }
}
