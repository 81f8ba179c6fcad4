import * as v from "valibot";
import type { BookId } from "../../domain/ids.ts";
import type { CommandId, EpochMs, Hash, JsonObject, Position } from "../../eventlog/envelope.ts";
import { RESERVED_PREFIX } from "../../eventlog/validation/origin.ts";
import { faultOfCommand, faultOfRecord } from "../../eventlog/validation/record-fault.ts";
import {
  holdsSecret,
  JOURNAL_TYPES,
  type JournalContent,
  type JournalLine,
  toJournalEvent,
} from "./journal-line.ts";
import { BOOK_SOURCE } from "./write-event.ts";

/** A line of a file's journal, read, with the book that wrote it. */
export type FileJournal = {
  readonly kind: "journal";
  readonly entry: JournalLine;
  readonly source: string;
};

const text = v.string("must be text");
const count = v.pipe(
  v.number("must be a number"),
  v.safeInteger("must be a whole number"),
  v.minValue(0, "must be at least 0"),
);
const hash = v.pipe(
  text,
  v.regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  v.transform((digits) => digits as Hash),
);
// Not a schema of records: those leave out some names, such as `constructor`.
const object = v.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be an object",
);
const payload = v.pipe(
  object,
  v.check((asked) => !holdsSecret(asked), "must not hold a password: no journal does"),
);
const source = v.pipe(
  text,
  v.regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be “urn:uuid:” and a UUID"),
);

const command = { commandid: text, type: text, payload, digest: hash };
const place = v.pipe(count, v.minValue(1, "must be at least 1"));
const lineWith = <Entries extends v.ObjectEntries>(data: Entries) =>
  v.object({
    source,
    journalpredecessor: hash,
    journalhash: hash,
    data: v.strictObject(data, "must be an object"),
  });

const acceptedLine = lineWith({ ...command, sequence: place });
const refusedLine = lineWith({
  ...command,
  after: count,
  recordedat: v.number("must be a number"),
  // Besides, it may name the field that was wrong.
  refusal: v.looseObject({ code: text, message: text }, "must be an object"),
});
const endLine = lineWith({
  events: count,
  fingerprint: hash,
  commands: count,
  book: v.exactOptional(source),
});

type Attributes = { readonly [name: string]: unknown };

/**
 * Reads a line of the journal that stands in a log file behind the events.
 * @returns the line; a sentence that says what is wrong with it; or undefined where it is none.
 */
export function readJournalLine(value: object): FileJournal | string | undefined {
  const attributes = value as Attributes;
  const { type } = attributes;
  if (typeof type !== "string" || !type.startsWith(JOURNAL_TYPES)) return undefined;
  // An event of another program that has found such a name for itself, and a place in a log.
  const isPlaced = ["sequence", `${RESERVED_PREFIX}sequence`].some((name) =>
    Object.hasOwn(attributes, name),
  );
  if (isPlaced) return undefined;
  const read = readContent(type.slice(JOURNAL_TYPES.length), attributes);
  if (typeof read === "string") return read;
  const { line, content } = read;
  const entry = { ...content, predecessor: line.journalpredecessor, hash: line.journalhash };
  const book = line.source.slice(BOOK_SOURCE.length) as BookId;
  const strange = strangeAttribute(attributes, toJournalEvent(entry, book));
  if (strange) return `attribute “${strange}” is not as it was exported`;
  return { kind: "journal", entry, source: line.source };
}

interface ReadContent {
  readonly line: Pick<
    v.InferOutput<typeof endLine>,
    "source" | "journalpredecessor" | "journalhash"
  >;
  readonly content: JournalContent;
}

function readContent(kind: string, attributes: Attributes): ReadContent | string {
  switch (kind) {
    case "accepted": {
      const result = v.safeParse(acceptedLine, attributes);
      if (!result.success) return sayIssue(result.issues[0]);
      const { data } = result.output;
      const record = { command: commandOf(data), at: data.sequence as Position };
      const fault = faultOfCommand(record.command);
      if (fault !== undefined) return fault;
      return { line: result.output, content: { kind, record } };
    }
    case "refused": {
      const result = v.safeParse(refusedLine, attributes);
      if (!result.success) return sayIssue(result.issues[0]);
      const { data } = result.output;
      const record = {
        command: commandOf(data),
        after: data.after as Position,
        recordedAt: data.recordedat as EpochMs,
        refusal: data.refusal,
      };
      const fault = faultOfRecord(record);
      if (fault !== undefined) return fault;
      return { line: result.output, content: { kind, record } };
    }
    case "end": {
      const result = v.safeParse(endLine, attributes);
      if (!result.success) return sayIssue(result.issues[0]);
      const { events, fingerprint, commands, book } = result.output.data;
      if (book !== undefined && book !== result.output.source) {
        return "“source” is not that of the book that wrote the file";
      }
      const head = { position: events as Position, hash: fingerprint };
      const told = { kind, head, commands } as const;
      const content = book ? { ...told, book: book.slice(BOOK_SOURCE.length) as BookId } : told;
      return { line: result.output, content };
    }
    default:
      return `the journal has lines “accepted”, “refused” and “end”, not “${kind.slice(0, 40)}”`;
  }
}

type CommandData = v.InferOutput<typeof acceptedLine>["data"];

function commandOf({ commandid, type, payload, digest }: Omit<CommandData, "sequence">) {
  return { id: commandid as CommandId, type, payload, digest };
}

// The hash covers `data`; all else follows from it.
function strangeAttribute(attributes: Attributes, exported: JsonObject): string | undefined {
  const names = new Set([...Object.keys(attributes), ...Object.keys(exported)]);
  return [...names].find((name) => name !== "data" && attributes[name] !== exported[name]);
}

function sayIssue(issue: v.BaseIssue<unknown>): string {
  const name = v.getDotPath(issue) ?? "";
  return issue.input === undefined ? `“${name}” is missing` : `“${name}” ${issue.message}`;
}
