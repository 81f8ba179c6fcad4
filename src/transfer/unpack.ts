import { createBlankCounter } from "./blank-counter.ts";
import { ImportError } from "./import-error.ts";
import { MAX_LINE } from "./split-text.ts";
import { unfoldGzip } from "./unfold-gzip.ts";

/** Most bytes a compressed file may unfold to. */
const MAX_UNFOLDED = 2 ** 30;
/** Most a compressed file may grow by, once it unfolds to more than 16 MiB: real logs shrink to a twentieth. */
const MAX_GROWTH = 200;

const ALWAYS_ALLOWED = 2 ** 24;

/** Most bytes that a compressed file of a size may unfold to. */
export function unfoldedLimit(packed: number): number {
  return Math.min(MAX_UNFOLDED, Math.max(ALWAYS_ALLOWED, packed * MAX_GROWTH));
}

/** Told how many of the file's bytes have been read. */
export type Progress = (done: number, total: number) => void;

/**
 * The bytes of a UTF-8 file piece by piece, unfolded when it is gzip, without a byte order mark.
 * @throws ImportError when it is UTF-16, broken gzip, or gzip that unfolds beyond reason.
 */
export async function* unpack(file: Blob, onProgress: Progress): AsyncGenerator<Uint8Array> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = chunksOf(file, onProgress);
  yield* withoutMark(isGzip ? limited(unfoldGzip(bytes), file.size) : bytes);
}

// With a reader, since not every browser can iterate over a stream.
async function* chunksOf(file: Blob, onProgress: Progress): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  let bytesRead = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ImportError(0, "The file cannot be read any more. Choose it again.");
      });
      if (done) return;
      bytesRead += value.length;
      onProgress(bytesRead, file.size);
      yield value;
    }
  } finally {
    // A file that is left early needs no more reading; whether that can still be said matters to
    // nothing.
    reader.cancel().catch(() => {});
  }
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
    start = start.length === 0 ? chunk : joined(start, chunk);
    if (start.length < MARK_BYTES) continue;
    yield afterMark(start);
    start = undefined;
  }
  if (start) yield afterMark(start);
}

const MARK_BYTES = 3;

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function afterMark(start: Uint8Array): Uint8Array {
  const [first, second, third] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new ImportError(0, "The file is UTF-16. Save it as UTF-8.");
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? start.subarray(3) : start;
}
