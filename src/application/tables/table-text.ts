import type { Texts } from "../../formats/csv/cut-rows.ts";
import { readTable } from "../../formats/csv/read-table.ts";
import type { Table, TableForm } from "../../formats/csv/table.ts";
import { fileChunks } from "../../formats/file-chunks.ts";
import { type RowsDone, watchRows } from "./row-progress.ts";

/**
 * Begins to read the text of a table, anew each time: as long as the file is, it is never kept.
 * @param onProgress is called with the part of it that was read, up to 1.
 */
export type OpenText = (signal: AbortSignal, onProgress?: (part: number) => void) => Texts;

/** Cuts a text into a table; how many rows there are is judged by the part of it that was read. */
export function cutTable(
  openText: OpenText,
  form: TableForm,
  signal: AbortSignal,
  tell: (rows: RowsDone) => void,
): Promise<Table> {
  const onProgress = watchRows(tell);
  let part = 1;
  const texts = openText(signal, (now) => {
    part = now;
  });
  return readTable(texts, form, signal, (rows) => onProgress(rows, estimate(rows, part)));
}

// A digit less than is known, so that it stays as it is.
function estimate(rows: number, part: number): number {
  return part < 1 ? Math.max(rows, Number((rows / part).toPrecision(2))) : rows;
}

/** Reads a file piece by piece, until that is broken off. */
export async function* chunksOf(
  file: File,
  signal: AbortSignal,
  onProgress?: (part: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of fileChunks(file, (done, total) => onProgress?.(done / total))) {
    signal.throwIfAborted();
    yield chunk;
  }
}
