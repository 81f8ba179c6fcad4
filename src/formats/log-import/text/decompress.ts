import { fileChunks, type Progress } from "../../file-chunks.ts";
import { ImportError } from "../../import-error.ts";
import { joinBytes } from "../../join-bytes.ts";
import { createBlankCounter } from "./blank-counter.ts";
import { unfoldGzip } from "./inflate-gzip.ts";
import { MAX_LINE } from "./line-splitter.ts";

/** Most bytes a compressed file may unfold to. */
const MAX_UNFOLDED = 2 ** 30;
/** Most a compressed file may grow by, once it unfolds to more than 16 MiB: real logs shrink to a twentieth. */
const MAX_GROWTH = 200;

const ALWAYS_ALLOWED = 2 ** 24;

/** Most bytes that a compressed file of a size may unfold to. */
export function unfoldedLimit(packed: number): number {
  return Math.min(MAX_UNFOLDED, Math.max(ALWAYS_ALLOWED, packed * MAX_GROWTH));
}

/**
 * The bytes of a UTF-8 file piece by piece, unfolded when it is gzip, without a byte order mark.
 * @throws ImportError when it is UTF-16, broken gzip, or gzip that unfolds beyond reason.
 */
export async function* unpack(file: Blob, onProgress: Progress): AsyncGenerator<Uint8Array> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = fileChunks(file, onProgress);
  yield* withoutMark(isGzip ? limited(unfoldGzip(bytes), file.size) : bytes);
}

async function* limited(
  chunks: AsyncIterable<Uint8Array>,
  packed: number,
): AsyncGenerator<Uint8Array> {
  const limit = unfoldedLimit(packed);
  const countBlanks = createBlankCounter();
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    // Blanks are bounded as a line is: they cost next to nothing while they are packed.
    if (size > limit || countBlanks(chunk) > MAX_LINE)
      throw new ImportError(0, "The file is gzip that unfolds far beyond its size.");
    yield chunk;
  }
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of chunks) {
    if (!start) {
      yield chunk;
      continue;
    }
    start = start.length === 0 ? chunk : joinBytes(start, chunk);
    if (start.length < MARK_BYTES) continue;
    yield afterMark(start);
    start = undefined;
  }
  if (start) yield afterMark(start);
}

const MARK_BYTES = 3;

function afterMark(start: Uint8Array): Uint8Array {
  const [first, second, third] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new ImportError(0, "The file is UTF-16. Save it as UTF-8.");
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? start.subarray(3) : start;
}
