import { ImportError } from "./import-error.ts";

/** Most bytes a compressed file may unfold to. */
const MAX_UNFOLDED = 2 ** 30;
/** Most a compressed file may grow by, once it unfolds to more than 16 MiB: real logs shrink to a twentieth. */
const MAX_GROWTH = 200;

const ALWAYS_ALLOWED = 2 ** 24;

/** Told how many of the file's bytes have been read. */
export type Progress = (done: number, total: number) => void;

/**
 * The bytes of a UTF-8 file piece by piece, unfolded when it is gzip, without a byte order mark.
 * @throws ImportError when it is UTF-16, broken gzip, or gzip that unfolds beyond reason.
 */
export async function* unpack(file: Blob, onProgress: Progress): AsyncGenerator<Uint8Array> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const ended = new AbortController();
  const { signal } = ended;
  const bytes = file.stream().pipeThrough(reporting(file.size, onProgress), { signal });
  const unfolded = () => bytes.pipeThrough(new DecompressionStream("gzip"), { signal });
  const chunks = isGzip
    ? limited(chunksOf(unfolded(), DAMAGED), file.size)
    : chunksOf(bytes, "The file cannot be read any more. Choose it again.");
  try {
    yield* withoutMark(chunks);
  } finally {
    // From the beginning of the pipe: Node's unfolding goes on when only its end is cancelled, and then finds nobody there.
    ended.abort();
  }
}

const DAMAGED = "The file is gzip, but damaged or cut short.";

function reporting(total: number, onProgress: Progress) {
  let done = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.length;
      onProgress(done, total);
      controller.enqueue(chunk);
    },
  });
}

// With a reader, since not every browser can iterate over a stream.
async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
  ifBroken: string,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ImportError(0, ifBroken);
    });
    if (done) return;
    yield value;
  }
}

async function* limited(
  chunks: AsyncIterable<Uint8Array>,
  packed: number,
): AsyncGenerator<Uint8Array> {
  const limit = Math.min(MAX_UNFOLDED, Math.max(ALWAYS_ALLOWED, packed * MAX_GROWTH));
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit)
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
    start = start.length === 0 ? chunk : new Uint8Array([...start, ...chunk]);
    if (start.length < 3) continue;
    yield afterMark(start);
    start = undefined;
  }
  if (start) yield afterMark(start);
}

function afterMark(start: Uint8Array): Uint8Array {
  const [first, second, third] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new ImportError(0, "The file is UTF-16. Save it as UTF-8.");
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? start.subarray(3) : start;
}
