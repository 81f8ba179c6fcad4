import { ImportError } from "./import-error.ts";

/** Most bytes a compressed file may unfold to. */
export const MAX_UNFOLDED = 2 ** 30;
/** Most a compressed file may grow by, once it is larger than a mebibyte: real logs shrink to a twentieth at best. */
export const MAX_GROWTH = 200;

const MEBIBYTE = 2 ** 20;

/**
 * The text of a file, unfolded when it is gzip.
 * @throws ImportError when it is empty, not UTF-8 text, broken gzip, or gzip that unfolds beyond reason.
 */
export async function readText(file: Blob): Promise<string> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = isGzip ? await gunzip(file) : new Uint8Array(await file.arrayBuffer());
  if (isUtf16(bytes)) throw new ImportError(0, "The file is UTF-16. Save it as UTF-8.");
  const text = decode(bytes);
  if (text.trim() === "") throw new ImportError(0, "The file is empty.");
  return text;
}

async function gunzip(file: Blob): Promise<Uint8Array> {
  const limit = Math.min(MAX_UNFOLDED, Math.max(MEBIBYTE, file.size * MAX_GROWTH));
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ImportError(0, "The file is gzip, but damaged or cut short.");
    });
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new ImportError(0, "The file is gzip that unfolds far beyond its size.");
    }
    chunks.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decode(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw new ImportError(lineAt(bytes, zero), "The file is binary, not text.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError(badUtf8Line(bytes), "The file is not UTF-8 text.");
  }
}

function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let index = 0; index < end; index += 1) if (bytes[index] === 0x0a) line += 1;
  return line;
}

// A line break never stands inside a character of UTF-8, so each line can be decoded for itself.
function badUtf8Line(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return line;
}
