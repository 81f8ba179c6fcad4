import type { EpochMs } from "../eventlog/envelope.ts";
import type { CheckedEvent, EventChecker } from "./check-events.ts";
import { type ClassicCommand, createClassicReader } from "./classic-log.ts";
import { ImportError } from "./import-error.ts";
import { parseJson } from "./parse-json.ts";
import { readExported } from "./quick-read.ts";
import { fromCloudEvent } from "./read-cloud-event.ts";
import { createListSplitter, isBlank } from "./split-list.ts";
import { createLineSplitter, type Piece, type Splitter } from "./split-text.ts";
import { type Progress, unpack } from "./unpack.ts";

/** A command of the classic text log: to be decided, unlike an event. */
export type CheckedCommand = { readonly kind: "classic" } & ClassicCommand;

/** What stands on a line of a log file, once it was found sound. All items of one file are of one kind. */
export type FileItem = CheckedEvent | CheckedCommand;

/** Takes the bytes of a log file piece by piece, keeps none of them, and gives what stands on the lines that are whole. */
export interface LogReader {
  /** @throws ImportError with the first line that is wrong. */
  read(bytes: Uint8Array): FileItem[];
  /** Like `read`, at the end of the file. */
  finish(): FileItem[];
}

/**
 * Makes a reader of a log file, whatever it is called: CloudEvents NDJSON, a CloudEvents JSON batch, or the classic text
 * log. In a batch, the line of an event is the one it begins in. `importedAt` stands in where a foreign event tells no time.
 */
export function createLogReader(check: EventChecker, importedAt: EpochMs): LogReader {
  const blank: Uint8Array[] = [];
  let reader: LogReader | undefined;
  return {
    read(bytes) {
      if (reader) return reader.read(bytes);
      const first = bytes.find((byte) => !isBlank(byte));
      if (first === undefined) {
        blank.push(bytes.slice());
        return [];
      }
      reader = readerFor(String.fromCharCode(first), check, importedAt);
      // They count as lines.
      for (const held of blank) reader.read(held);
      return reader.read(bytes);
    },
    finish() {
      if (!reader) throw new ImportError(0, "The file is empty.");
      return reader.finish();
    },
  };
}

/** Bytes that are read in one go: few enough that the page can answer in between. */
const SLICE = 2 ** 16;

/**
 * Reads a log file, perhaps packed by gzip, slice by slice. What was given away passed the reader's checks; whether it fits a
 * book is another question.
 * @param onSlice waited for before a slice is read.
 * @throws ImportError with the first line that is wrong.
 */
export async function* readLogFile(
  file: Blob,
  reader: LogReader,
  onProgress: Progress = () => {},
  onSlice: (bytes: Uint8Array) => Promise<void> | undefined = () => undefined,
): AsyncGenerator<readonly FileItem[]> {
  for await (const chunk of unpack(file, onProgress)) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      const slice = chunk.subarray(from, from + SLICE);
      await onSlice(slice);
      yield reader.read(slice);
    }
  }
  yield reader.finish();
}

function readerFor(first: string, check: EventChecker, importedAt: EpochMs): LogReader {
  if (first === "{") return eventReader(createLineSplitter(), check, importedAt);
  if (first === "[") return eventReader(createListSplitter(), check, importedAt);
  return classicReader();
}

function eventReader(splitter: Splitter, check: EventChecker, importedAt: EpochMs): LogReader {
  const take = ({ line, text }: Piece): FileItem[] => {
    const exported = readExported(text);
    if (exported) return [check(exported, line)];
    if (text.trim() === "") return [];
    const reading = parseJson(text);
    if ("problem" in reading) throw new ImportError(line, reading.problem);
    const event = fromCloudEvent(reading.value, importedAt);
    if (typeof event === "string") throw new ImportError(line, event);
    return [check(event, line)];
  };
  return createReader(splitter, take, "The file has no event.");
}

function classicReader(): LogReader {
  const read = createClassicReader();
  const take = (piece: Piece): FileItem[] => {
    const command = read(piece);
    return command ? [{ kind: "classic", ...command }] : [];
  };
  return createReader(createLineSplitter(), take, "The file has no command.");
}

function createReader(
  splitter: Splitter,
  take: (piece: Piece) => FileItem[],
  ifEmpty: string,
): LogReader {
  let isEmpty = true;
  const takeAll = (pieces: readonly Piece[]): FileItem[] => {
    const items = pieces.flatMap(take);
    if (items.length > 0) isEmpty = false;
    return items;
  };
  return {
    read: (bytes) => takeAll(splitter.push(bytes)),
    finish() {
      const items = takeAll(splitter.end());
      if (isEmpty) throw new ImportError(0, ifEmpty);
      return items;
    },
  };
}
