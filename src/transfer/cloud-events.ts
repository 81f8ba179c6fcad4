import * as v from "valibot";
import type { BookId } from "../eventlog/book-catalog.ts";
import type {
  CommandId,
  EpochMs,
  EventId,
  Hash,
  JsonObject,
  Position,
  RecordedEvent,
  StreamName,
  StreamVersion,
} from "../eventlog/envelope.ts";

/** An event written elsewhere: it has no place in a log yet, and no hash. */
export type BareEvent = Omit<RecordedEvent, "position" | "version" | "hash">;

/** One line of a log file, read: with its place and hashes, or without. */
export type FileEvent =
  | { readonly kind: "recorded"; readonly event: RecordedEvent; readonly predecessorHash: Hash }
  | { readonly kind: "bare"; readonly event: BareEvent };

const PREFIX = "app.hindsight.";
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const PLACE_ATTRIBUTES = ["sequence", "recordedtime", "streamversion", "hash", "predecessorhash"];

const text = v.pipe(v.string("must be text"), v.minLength(1, "must not be empty"));
const time = v.pipe(
  v.string("must be text"),
  v.regex(RFC_3339, "must be a time such as 2026-05-03T14:02:07.000Z"),
  v.transform((written) => Date.parse(written) as EpochMs),
  v.check((ms) => Number.isFinite(ms), "must be a time that exists"),
);
const count = v.pipe(
  v.number("must be a number"),
  v.safeInteger("must be a whole number"),
  v.minValue(1, "must be at least 1"),
);
const hash = v.pipe(
  v.string("must be text"),
  v.regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  v.transform((digits) => digits as Hash),
);
const data = v.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be an object",
);

const bareLine = v.looseObject({
  specversion: v.literal("1.0", "must be “1.0”"),
  id: text,
  source: text,
  type: text,
  subject: text,
  time: v.optional(time),
  datacontenttype: v.optional(v.literal("application/json", "must be “application/json”")),
  data,
  correlationid: v.optional(text),
  causationid: v.optional(text),
  commandid: v.optional(text),
  schemaversion: v.optional(count),
  authtype: v.optional(text),
  authid: v.optional(text),
});

const recordedLine = v.looseObject({
  ...bareLine.entries,
  time,
  commandid: text,
  correlationid: text,
  causationid: text,
  schemaversion: count,
  sequence: v.pipe(
    v.string("must be text"),
    v.regex(/^\d{1,16}$/, "must be a position in digits, such as 0000000000000012"),
    v.transform((digits) => Number(digits) as Position),
    v.check((position) => position >= 1 && Number.isSafeInteger(position), "must be at least 1"),
  ),
  recordedtime: time,
  streamversion: count,
  hash,
  predecessorhash: hash,
});

/** Writes an event as a CloudEvents 1.0 structured event, with the extensions of the README's file format. */
export function toCloudEvent(event: RecordedEvent, book: BookId, predecessorHash: Hash) {
  const { meta } = event;
  return {
    specversion: "1.0",
    id: event.id,
    source: `urn:uuid:${book}`,
    type: toAttributeType(event.type),
    subject: event.stream,
    time: new Date(meta.occurredAt).toISOString(),
    datacontenttype: "application/json",
    sequence: String(event.position).padStart(16, "0"),
    recordedtime: new Date(meta.recordedAt).toISOString(),
    streamversion: event.version,
    correlationid: meta.correlationId,
    causationid: meta.causationId,
    commandid: meta.commandId,
    schemaversion: event.schemaVersion,
    ...(meta.actor && { authtype: meta.actor.kind }),
    ...(meta.actor?.id !== undefined && { authid: meta.actor.id }),
    predecessorhash: predecessorHash,
    hash: event.hash,
    data: event.data,
  };
}

/**
 * Reads a CloudEvents object. A line with any of the attributes that give an event its place must have all of them.
 * @returns the event, or a sentence that says which attribute is wrong.
 */
export function fromCloudEvent(value: unknown, importedAt: EpochMs): FileEvent | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "an event must be a JSON object";
  }
  return PLACE_ATTRIBUTES.some((attribute) => Object.hasOwn(value, attribute))
    ? readRecorded(value)
    : readBare(value, importedAt);
}

function readRecorded(value: object): FileEvent | string {
  const result = v.safeParse(recordedLine, value);
  if (!result.success) return sayIssue(result.issues[0], value);
  const line = result.output;
  const event: RecordedEvent = {
    position: line.sequence,
    id: line.id as EventId,
    type: fromAttributeType(line.type),
    schemaVersion: line.schemaversion,
    stream: line.subject as StreamName,
    version: line.streamversion as StreamVersion,
    data: line.data,
    meta: {
      occurredAt: line.time,
      recordedAt: line.recordedtime,
      commandId: line.commandid as CommandId,
      correlationId: line.correlationid,
      causationId: line.causationid,
      ...actorOf(line),
    },
    hash: line.hash,
  };
  return { kind: "recorded", event, predecessorHash: line.predecessorhash };
}

function readBare(value: object, importedAt: EpochMs): FileEvent | string {
  const result = v.safeParse(bareLine, value);
  if (!result.success) return sayIssue(result.issues[0], value);
  const line = result.output;
  const commandId = (line.commandid ?? line.id) as CommandId;
  const event: BareEvent = {
    id: line.id as EventId,
    type: fromAttributeType(line.type),
    schemaVersion: line.schemaversion ?? 1,
    stream: line.subject as StreamName,
    data: line.data,
    meta: {
      occurredAt: line.time ?? importedAt,
      recordedAt: importedAt,
      commandId,
      correlationId: line.correlationid ?? commandId,
      causationId: line.causationid ?? commandId,
      ...actorOf(line),
    },
  };
  return { kind: "bare", event };
}

function actorOf({
  authtype,
  authid,
}: {
  authtype?: string | undefined;
  authid?: string | undefined;
}) {
  if (authtype === undefined) return {};
  return { actor: { kind: authtype, ...(authid !== undefined && { id: authid }) } };
}

// Types of other programs carry a reverse domain name and so a dot; ours get the prefix. Reversible both ways.
function toAttributeType(type: string): string {
  return type.includes(".") ? type : PREFIX + type;
}

function fromAttributeType(type: string): string {
  const bare = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : type;
  return bare.includes(".") || bare === "" ? type : bare;
}

function sayIssue(issue: v.BaseIssue<unknown>, value: object): string {
  const attribute = v.getDotPath(issue) ?? "";
  return Object.hasOwn(value, attribute)
    ? `attribute “${attribute}” ${issue.message}`
    : `attribute “${attribute}” is missing`;
}
