import type { ChainProver } from "../eventlog/chain-prover.ts";
import type { EpochMs } from "../eventlog/envelope.ts";
import { type CheckedEvent, createEventChecker, type EventChecker } from "./check-events.ts";
import { type ClassicCommand, createClassicReader } from "./classic-log.ts";
import { fromCloudEvent } from "./cloud-events.ts";
import { ImportError } from "./import-error.ts";
import { parseJson } from "./parse-json.ts";
import { readExported } from "./quick-read.ts";
import { createListSplitter, isBlank } from "./split-list.ts";
import { createLineSplitter, type Piece, type Splitter } from "./split-text.ts";
import { type Progress, unpack } from "./unpack.ts";

/** A command of the classic text log: to be decided, unlike an event. */
export type CheckedCommand = { readonly kind: "classic" } & ClassicCommand;

/** What stands on a line of a log file, once it was found sound. All items of one file are of one kind. */
export type FileItem = CheckedEvent | CheckedCommand;

/** Bytes that are read in one go: few enough that the page can answer in between. */
const SLICE = 2 ** 16;

/**
 * Reads a log file piece by piece, whatever it is called: CloudEvents NDJSON, a CloudEvents JSON batch, the classic
 * text log, or gzip of any of them. In a batch, the line of an event is the one it begins in. What was given away is
 * sound in itself; whether it fits a book is another question.
 * @throws ImportError with the first line that is wrong.
 */
export async function* readLogFile(
  file: Blob,
  importedAt: EpochMs,
  prover: ChainProver,
  onProgress: Progress = () => {},
): AsyncGenerator<readonly FileItem[]> {
  const blank: Uint8Array[] = [];
  let reader: Reader | undefined;
  for await (const chunk of unpack(file, onProgress)) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      const slice = chunk.subarray(from, from + SLICE);
      if (!reader) {
        const first = slice.find((byte) => !isBlank(byte));
        if (first === undefined) {
          blank.push(slice);
          continue;
        }
        reader = readerFor(String.fromCharCode(first), importedAt, prover);
        // They count as lines.
        for (const held of blank) reader.read(held);
      }
      yield reader.read(slice);
    }
  }
  if (!reader) throw new ImportError(0, "The file is empty.");
  yield reader.finish();
}

interface Reader {
  read(bytes: Uint8Array): FileItem[];
  finish(): FileItem[];
}

function readerFor(first: string, importedAt: EpochMs, prover: ChainProver): Reader {
  const check = createEventChecker(prover);
  if (first === "{") return eventReader(createLineSplitter(), importedAt, check);
  if (first === "[") return eventReader(createListSplitter(), importedAt, check);
  return classicReader();
}

function eventReader(splitter: Splitter, importedAt: EpochMs, check: EventChecker): Reader {
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

function classicReader(): Reader {
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
): Reader {
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
