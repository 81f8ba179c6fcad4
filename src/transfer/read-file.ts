import type { EpochMs } from "../eventlog/envelope.ts";
import { type BareFile, createEventChecker, type RecordedFile } from "./check-events.ts";
import { type ClassicCommand, createClassicReader } from "./classic-log.ts";
import { ImportError } from "./import-error.ts";
import { parseJson } from "./parse-json.ts";
import { createListSplitter, isBlank } from "./split-list.ts";
import { createLineSplitter, type Piece, type Splitter } from "./split-text.ts";
import { type Progress, unpack } from "./unpack.ts";

/** The classic text log: commands to be decided, not events. */
export interface ClassicFile {
  readonly kind: "classic";
  readonly commands: readonly ClassicCommand[];
}

/** A file that was read and is sound in itself. Whether it fits a book is another question. */
export type LogFile = RecordedFile | BareFile | ClassicFile;

/**
 * Reads a log file, whatever it is called: CloudEvents NDJSON, a CloudEvents JSON batch, the classic text log, or
 * gzip of any of them. In a batch, the line of an event is the one it begins in.
 * @throws ImportError with the first line that is wrong.
 */
export async function readLogFile(
  file: Blob,
  importedAt: EpochMs,
  onProgress: Progress = () => {},
): Promise<LogFile> {
  const blank: Uint8Array[] = [];
  let reader: Reader | undefined;
  for await (const chunk of unpack(file, onProgress)) {
    if (!reader) {
      const first = chunk.find((byte) => !isBlank(byte));
      if (first === undefined) {
        blank.push(chunk);
        continue;
      }
      reader = readerFor(String.fromCharCode(first), importedAt);
      // They count as lines.
      for (const held of blank) reader.read(held);
    }
    reader.read(chunk);
  }
  if (!reader) throw new ImportError(0, "The file is empty.");
  return reader.finish();
}

interface Reader {
  read(bytes: Uint8Array): void;
  finish(): LogFile;
}

function readerFor(first: string, importedAt: EpochMs): Reader {
  if (first === "{") return eventReader(createLineSplitter(), importedAt);
  if (first === "[") return eventReader(createListSplitter(), importedAt);
  return classicReader();
}

function eventReader(splitter: Splitter, importedAt: EpochMs): Reader {
  const checker = createEventChecker(importedAt);
  const take = ({ line, text }: Piece): void => {
    if (text.trim() === "") return;
    const reading = parseJson(text);
    if ("problem" in reading) throw new ImportError(line, reading.problem);
    checker.take(reading.value, line);
  };
  return {
    read: (bytes) => splitter.push(bytes).forEach(take),
    finish() {
      splitter.end().forEach(take);
      const file = checker.finish();
      if (file.events.length === 0) throw new ImportError(0, "The file has no event.");
      return file;
    },
  };
}

function classicReader(): Reader {
  const splitter = createLineSplitter();
  const read = createClassicReader();
  const commands: ClassicCommand[] = [];
  const take = (piece: Piece): void => {
    const command = read(piece);
    if (command) commands.push(command);
  };
  return {
    read: (bytes) => splitter.push(bytes).forEach(take),
    finish() {
      splitter.end().forEach(take);
      if (commands.length === 0) throw new ImportError(0, "The file has no command.");
      return { kind: "classic", commands };
    },
  };
}
