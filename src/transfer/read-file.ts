import type { EpochMs } from "../eventlog/envelope.ts";
import { type BareFile, createEventChecker, type RecordedFile } from "./check-events.ts";
import { type ClassicCommand, parseClassicLog } from "./classic-log.ts";
import { ImportError } from "./import-error.ts";
import { parseJson } from "./parse-json.ts";
import { readText } from "./read-text.ts";

/** The classic text log: commands to be decided, not events. */
export interface ClassicFile {
  readonly kind: "classic";
  readonly commands: readonly ClassicCommand[];
}

/** A file that was read and is sound in itself. Whether it fits a book is another question. */
export type LogFile = RecordedFile | BareFile | ClassicFile;

/** Longest line, in bytes of UTF-8. */
export const MAX_LINE = 2 ** 20;

/**
 * Reads a log file, whatever it is called: CloudEvents NDJSON, a CloudEvents JSON batch, the classic text log, or
 * gzip of any of them. In a batch, the lines that errors name are those of the elements, counted from 1.
 * @throws ImportError with the first line that is wrong.
 */
export async function readLogFile(file: Blob, importedAt: EpochMs): Promise<LogFile> {
  const text = await readText(file);
  const first = text.trimStart()[0];
  if (first === "[") return readBatch(text, importedAt);
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  for (const [index, line] of lines.entries()) checkLength(line, index + 1);
  if (first === "{") return readNdjson(lines, importedAt);
  return { kind: "classic", commands: parseClassicLog(lines) };
}

function readNdjson(lines: readonly string[], importedAt: EpochMs): LogFile {
  const checker = createEventChecker(importedAt);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const reading = parseJson(line);
    if ("problem" in reading) throw new ImportError(index + 1, reading.problem);
    checker.take(reading.value, index + 1);
  }
  return checker.finish();
}

function readBatch(text: string, importedAt: EpochMs): LogFile {
  const reading = parseJson(text);
  if ("problem" in reading) throw new ImportError(1, reading.problem);
  const events = reading.value as unknown[];
  if (events.length === 0) throw new ImportError(0, "The file is an empty list.");
  const checker = createEventChecker(importedAt);
  for (const [index, event] of events.entries()) checker.take(event, index + 1);
  return checker.finish();
}

function checkLength(line: string, number: number): void {
  // Three bytes of UTF-8 at most for each UTF-16 unit: short lines need no counting.
  if (line.length * 3 <= MAX_LINE) return;
  const bytes = new TextEncoder().encode(line).length;
  if (bytes > MAX_LINE)
    throw new ImportError(number, `the line has ${bytes} bytes, more than 1 MiB`);
}
