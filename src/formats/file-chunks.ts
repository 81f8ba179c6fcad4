import { ImportError } from "./import-error.ts";
import { joinBytes } from "./join-bytes.ts";

/** The bytes of a file, piece by piece. */
export type Chunks = AsyncIterable<Uint8Array> | readonly Uint8Array[];

/** Called with how many of the file's bytes have been read. */
export type Progress = (done: number, total: number) => void;

/** Bytes that are read at once. */
const CHUNK = 2 ** 20;

/**
 * Reads a file piece by piece.
 * @throws ImportError where it cannot be read any more.
 */
export async function* fileChunks(
  file: Blob,
  onProgress?: Progress,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < file.size; from += CHUNK) {
    const slice = file.slice(from, from + CHUNK);
    const bytes = await slice.arrayBuffer().catch(() => {
      throw new ImportError(0, "The file cannot be read any more. Choose it again.");
    });
    onProgress?.(from + bytes.byteLength, file.size);
    yield new Uint8Array(bytes);
  }
}

/** The first bytes of what is read piece by piece, or all of it. */
export async function takeBytes(
  chunks: Chunks,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    taken.push(chunk.subarray(0, most - length));
    length += chunk.length;
    if (length >= most) break;
  }
  return joinBytes(...taken);
}
