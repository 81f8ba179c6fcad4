import type { EpochMs } from "../../eventlog/envelope.ts";
import { EVENTS_IN_FILE } from "../../eventlog/validation/origin.ts";
import { readExported } from "../cloudevents/fast-read-event.ts";
import { type BareEvent, fromCloudEvent } from "../cloudevents/read-event.ts";
import { readJournalLine } from "../cloudevents/read-journal-line.ts";
import { toForeignEvent } from "../cloudevents/write-event.ts";
import type { Progress } from "../file-chunks.ts";
import { ImportError, isImportError } from "../import-error.ts";
import { parseJson, repeatsName, roundsNumber } from "../safe-json.ts";
import { type ClassicCommand, createClassicReader } from "./classic-log.ts";
import type { CheckedEvent, CheckedJournal, EventChecker } from "./event-checker.ts";
import { unpack } from "./text/decompress.ts";
import { createFileHead } from "./text/file-head.ts";
import { CutShortError } from "./text/inflate-gzip.ts";
import { createListSplitter, isBlank } from "./text/json-array-splitter.ts";
import {
  createLineEndReader,
  createLineSplitter,
  isLongerThan,
  LINE_FEED,
  MAX_EVENT,
  MAX_LINE,
  type Piece,
  tooLong,
} from "./text/line-splitter.ts";
import { createBracketReader } from "./text/open-json.ts";

const SPACE = 0x20;

/** A command of the classic text log: to be decided, unlike an event. */
export type CheckedCommand = { readonly kind: "classic" } & ClassicCommand;

/**
 * What stands on a line of a log file, once it was found sound. All items of one file are of one
 * kind, but for the journal behind its events.
 */
export type FileItem = CheckedEvent | CheckedCommand | CheckedJournal | CutLine;

/** A file of events with places that ends in the middle of a line. */
export interface CutLine {
  readonly kind: "cut";
  readonly line: number;
}

/** Takes the bytes of a log file piece by piece, keeps none of them, and gives what stands on the lines that are whole. */
export interface LogReader {
  /** @throws ImportError with the first line that is wrong. */
  read(bytes: Uint8Array): FileItem[];
  /**
   * Like `read`, at the end of the file.
   * @param fault why that came too early: thrown where nothing of the file can be taken without the
   * rest.
   */
  finish(fault?: CutShortError): FileItem[];
}

/**
 * What stands ahead of each text of a JSON sequence (RFC 7464), and of none else: inside one it is
 * no JSON.
 */
const RECORD_SEPARATOR = 0x1e;

function withoutSeparators(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === RECORD_SEPARATOR ? SPACE : byte));
}

/**
 * Makes a reader of a log file, whatever it is called: CloudEvents NDJSON or one event over several
 * lines, a JSON sequence or batch of CloudEvents, or the classic text log. In a batch, the line of
 * an event is the one it begins in. `importedAt` stands in where a foreign event tells no time.
 */
export function createLogReader(check: EventChecker, importedAt: EpochMs): LogReader {
  const withLineFeeds = createLineEndReader();
  const head = createFileHead();
  let blankLines = 0;
  let isEmpty = true;
  let isSequence = false;
  let reader: LogReader | undefined;

  const readPlain = (given: Uint8Array): FileItem[] => {
    const bytes = isSequence ? withoutSeparators(given) : given;
    if (reader) return reader.read(bytes);
    const first = bytes.findIndex((byte) => !isBlank(byte));
    if (bytes[first] === RECORD_SEPARATOR) {
      isSequence = true;
      return readPlain(bytes);
    }
    const blank = first < 0 ? bytes : bytes.subarray(0, first);
    for (const byte of blank) if (byte === LINE_FEED) blankLines += 1;
    if (first < 0) return [];
    const begin = String.fromCharCode(bytes[first] as number);
    reader = readerFor(begin, check, importedAt, blankLines + 1);
    return reader.read(bytes.subarray(first));
  };

  // Before the first item, a file may be of another kind altogether.
  const attempt = (read: () => FileItem[]): FileItem[] => {
    try {
      const items = read();
      if (items.length > 0) isEmpty = false;
      return items;
    } catch (error) {
      if (!isEmpty || !isImportError(error)) throw error;
      throw head.explain(error);
    }
  };

  return {
    read(bytes) {
      if (isEmpty) head.add(bytes);
      return attempt(() => readPlain(withLineFeeds(bytes)));
    },
    finish: (fault) =>
      attempt(() => {
        if (!reader) throw fault ?? new ImportError(0, "The file is empty.");
        return reader.finish(fault);
      }),
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
  let fault: CutShortError | undefined;
  try {
    for await (const chunk of unpack(file, onProgress)) {
      for (let from = 0; from < chunk.length; from += SLICE) {
        const slice = chunk.subarray(from, from + SLICE);
        await onSlice(slice);
        yield reader.read(slice);
      }
    }
  } catch (error) {
    if (!(error instanceof CutShortError)) throw error;
    fault = error;
  }
  yield reader.finish(fault);
}

function readerFor(
  first: string,
  check: EventChecker,
  importedAt: EpochMs,
  firstLine: number,
): LogReader {
  const readEvent = createEventReader(check, importedAt);
  if (first === "{") return linesReader(readEvent, firstLine);
  if (first === "[") return listReader(readEvent, firstLine);
  return classicReader(firstLine);
}

/** Reads an event that begins in a line; nothing where its text is blank. */
type EventReader = {
  /** @throws ImportError when the text is no event, or one that does not follow the ones before. */
  read(piece: Piece): FileItem[];
  /** Like `read`; nothing where the text is no JSON at all. */
  readWhole(piece: Piece): FileItem[] | undefined;
};

function createEventReader(check: EventChecker, importedAt: EpochMs): EventReader {
  let isFirst = true;
  const readValue = (given: unknown, { line, text }: Piece): FileItem[] => {
    const { value, announced } = isFirst ? withoutCount(given) : { value: given };
    isFirst = false;
    const journal = typeof value === "object" && value ? readJournalLine(value) : undefined;
    const event = journal ?? fromCloudEvent(value, importedAt);
    if (typeof event === "string") throw new ImportError(line, event);
    if (event.kind === "bare") checkLength(event.event, line, text);
    // Where there is a hash, it tells what was meant.
    if (event.kind === "bare" && repeatsName(text, given)) {
      throw new ImportError(
        line,
        "an object has a name twice: only one of the values could be kept",
      );
    }
    if (event.kind === "bare" && roundsNumber(text)) {
      throw new ImportError(
        line,
        "a number has more digits than can be kept (a whole number beyond 2⁵³, say) and would be rounded: write it as text",
      );
    }
    const checked = check(event, line);
    return [checked.kind === "recorded" && announced ? { ...checked, announced } : checked];
  };
  const readWhole = (piece: Piece): FileItem[] | undefined => {
    const { line, text } = piece;
    const exported = readExported(text);
    if (exported) {
      isFirst = false;
      return [check(exported, line)];
    }
    if (text.trim() === "") return [];
    const reading = parseJson(text);
    return "problem" in reading ? undefined : readValue(reading.value, piece);
  };
  return {
    readWhole,
    read(piece) {
      const items = readWhole(piece);
      if (items) return items;
      const { line, text } = piece;
      if (isLongerThan(text, MAX_EVENT)) throw tooLong(line);
      const reading = parseJson(text);
      throw new ImportError(line, "problem" in reading ? reading.problem : "broken JSON");
    },
  };
}

/** Takes from the first event of a file how many events that has. */
function withoutCount(given: unknown): { value: unknown; announced?: number } {
  if (typeof given !== "object" || given === null || !Object.hasOwn(given, EVENTS_IN_FILE)) {
    return { value: given };
  }
  const { [EVENTS_IN_FILE]: announced, ...value } = given as { [EVENTS_IN_FILE]: unknown };
  const isCount = Number.isSafeInteger(announced) && (announced as number) > 0;
  return isCount ? { value, announced: announced as number } : { value: given };
}

/** Below this length, no event grows so much by an export that it cannot be read again. */
const SURELY_SHORT = MAX_EVENT / 16;

// An export must be read again: it may write numbers longer than they came, and an id several
// times.
function checkLength({ id, origin, ...event }: BareEvent, line: number, text: string): void {
  if (text.length <= SURELY_SHORT) return;
  const exported = JSON.stringify(toForeignEvent({ id, ...event }, origin));
  const isTooLong =
    isLongerThan(text, MAX_EVENT) || isLongerThan(exported + id.repeat(TIMES_ID), MAX_EXPORTED);
  if (isTooLong) throw tooLong(line);
}

/** An export names the id of an event that names no command so many more times. */
const TIMES_ID = 4;
/** What is left to the event itself when the rest of what a log adds has taken its part. */
const MAX_EXPORTED = MAX_LINE - 2 ** 11;

/** Reads a list of events. One without any is a batch like others. */
function listReader({ read }: EventReader, firstLine: number): LogReader {
  const splitter = createListSplitter(firstLine);
  return {
    read: (bytes) => splitter.push(bytes).flatMap(read),
    finish(fault) {
      if (fault) throw fault;
      return splitter.end().flatMap(read);
    },
  };
}

/** Reads an event a line. One that is not whole in its line goes on in the next ones. */
function linesReader({ read, readWhole }: EventReader, firstLine: number): LogReader {
  const splitter = createLineSplitter(firstLine);
  let open: OpenEvent | undefined;
  let hasPlaces = false;
  let line = firstLine;
  let ending: readonly number[] = [];

  // Nothing where the bytes end in the middle of a character.
  const lastPieces = (): Piece[] | undefined => {
    try {
      return splitter.end();
    } catch (error) {
      if (!hasPlaces || !endsInCharacter(ending)) throw error;
      return undefined;
    }
  };
  const goOn = (event: OpenEvent, { text }: Piece): FileItem[] => {
    event.text += `\n${text}`;
    if (event.text.length > MAX_LINE) throw tooLong(event.line);
    if (event.readBrackets(text) === "open") return [];
    open = undefined;
    return read(event);
  };
  const take = (piece: Piece): FileItem[] => {
    line = piece.line;
    if (open) return goOn(open, piece);
    const items = readWhole(piece);
    if (items) {
      hasPlaces ||= items[0]?.kind === "recorded";
      return items;
    }
    const readBrackets = createBracketReader();
    if (readBrackets(piece.text) !== "open") return read(piece);
    open = { ...piece, readBrackets };
    return [];
  };
  return {
    read(bytes) {
      ending = [...ending, ...bytes.subarray(-LONGEST_CHARACTER)].slice(-LONGEST_CHARACTER);
      return splitter.push(bytes).flatMap(take);
    },
    finish(fault) {
      if (fault && !hasPlaces) throw fault;
      const last = lastPieces();
      const inText = hasPlaces ? last?.find(endsInText) : undefined;
      const items = inText ? [] : (last?.flatMap(take) ?? []);
      const isLastLine = open && !open.text.includes("\n");
      if (hasPlaces && (fault || !last || inText || isLastLine)) {
        return [...items, { kind: "cut", line: open?.line ?? last?.at(-1)?.line ?? line + 1 }];
      }
      return open ? [...items, ...read(open)] : items;
    },
  };
}

function endsInText({ text }: Piece): boolean {
  return createBracketReader()(text) === "in-text";
}

/** Bytes of UTF-8. */
const LONGEST_CHARACTER = 4;

/** Whether the last character that some bytes of UTF-8 begin lacks bytes. */
function endsInCharacter(ending: readonly number[]): boolean {
  const begin = ending.findLastIndex((byte) => byte >= 0xc0);
  const first = ending[begin] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
  const rest = ending.slice(begin + 1);
  return begin >= 0 && begin + length > ending.length && rest.every((byte) => byte >= 0x80);
}

interface OpenEvent {
  readonly line: number;
  text: string;
  readonly readBrackets: ReturnType<typeof createBracketReader>;
}

function classicReader(firstLine: number): LogReader {
  const splitter = createLineSplitter(firstLine, MAX_EVENT);
  const readCommand = createClassicReader();
  let isEmpty = true;
  const take = (piece: Piece): FileItem[] => {
    const command = readCommand(piece);
    if (!command) return [];
    isEmpty = false;
    return [{ kind: "classic", ...command }];
  };
  return {
    read: (bytes) => splitter.push(bytes).flatMap(take),
    finish(fault) {
      if (fault) throw fault;
      const items = splitter.end().flatMap(take);
      if (isEmpty) throw new ImportError(0, "The file has no command.");
      return items;
    },
  };
}
