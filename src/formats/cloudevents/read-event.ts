import * as v from "valibot";
import type { BookId } from "../../domain/ids.ts";
import type {
  Actor,
  AttributeValue,
  CommandId,
  EpochMs,
  EventId,
  EventMeta,
  ForeignContent,
  Hash,
  JsonObject,
  Origin,
  RecordedEvent,
  StreamName,
  StreamVersion,
} from "../../eventlog/envelope.ts";
import { parseTimestamp } from "../../eventlog/util/rfc3339.ts";
import {
  fromAttributeType,
  fromForeignType,
  ownNameOf,
} from "../../eventlog/validation/attribute-type.ts";
import {
  type Attributes,
  CORE_ATTRIBUTES,
  ID_IN_BOOK,
  isAttributeName,
  isAttributeValue,
  isBase64,
  isMeantHere,
  isReservedName,
  LOG_ATTRIBUTES,
  RESERVED_PREFIX,
} from "../../eventlog/validation/origin.ts";
import {
  coreLine,
  loggedLine,
  ownCoreLine,
  PLACE_ATTRIBUTES,
  recordedLine,
  toldLine,
  versionLine,
} from "./event-schema.ts";
import { BOOK_SOURCE, toCloudEvent } from "./write-event.ts";

/** Ids that an event written elsewhere may lack: the book then gives it some. */
type OptionalIds = "commandId" | "correlationId" | "causationId";

/** An event written elsewhere: it has no place in a log yet, and no hash. */
export type BareEvent = Omit<RecordedEvent, "position" | "version" | "hash" | "meta" | "origin"> & {
  readonly meta: Omit<EventMeta, OptionalIds> & Partial<Pick<EventMeta, OptionalIds>>;
  readonly origin: Origin;
};

/** One line of a log file, read: with its place and hashes, or without. */
export type FileEvent =
  | {
      readonly kind: "recorded";
      readonly event: RecordedEvent;
      readonly predecessorHash: Hash;
      /** The book that wrote it, as `urn:uuid:…`; absent where it was written elsewhere. */
      readonly source?: string;
    }
  | { readonly kind: "bare"; readonly event: BareEvent };

/**
 * Reads a CloudEvents object. A line with the attributes that give an event its place must have all
 * of them.
 * @returns the event, or a sentence that says which attribute is wrong.
 */
export function fromCloudEvent(value: unknown, importedAt: EpochMs): FileEvent | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "an event must be a JSON object";
  }
  // CloudEvents: an attribute that is null is not set. Data that are null are.
  const attributes: Attributes = Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== null),
  );
  const isAuthTorn = Object.hasOwn(attributes, "authid") && !Object.hasOwn(attributes, "authtype");
  if (isAuthTorn && isOwn(attributes)) {
    return "attribute “authtype” is missing, though “authid” stands there";
  }
  if (!hasPlace(attributes)) return readBare(value, attributes, importedAt);
  return Object.hasOwn(attributes, ID_IN_BOOK)
    ? readForeignRecorded(value, attributes)
    : readRecorded(attributes);
}

function hasPlace(attributes: Attributes): boolean {
  if (Object.hasOwn(attributes, ID_IN_BOOK)) return true;
  const places = PLACE_ATTRIBUTES.filter(
    (name) => Object.hasOwn(attributes, name) || Object.hasOwn(attributes, RESERVED_PREFIX + name),
  );
  // An event may well have had some of them elsewhere.
  return isOwn(attributes) ? places.length > 0 : places.length === PLACE_ATTRIBUTES.length;
}

function isOwn({ type }: Attributes): boolean {
  return typeof type === "string" && ownNameOf(type) !== undefined;
}

function readRecorded(attributes: Attributes): FileEvent | string {
  const result = v.safeParse(recordedLine, attributes);
  if (!result.success) return sayIssue(result.issues[0], attributes);
  const line = result.output;
  const { source, predecessorhash: predecessorHash } = line;
  const event: RecordedEvent = {
    id: line.id as EventId,
    type: fromAttributeType(line.type),
    stream: line.subject as StreamName,
    data: line.data,
    ...placeOf(line, line.time),
  };
  const exported = toCloudEvent(event, bookOf(source), predecessorHash);
  const strange = strangeAttribute(attributes, exported);
  if (strange) return `attribute “${strange}” is not as it was exported`;
  return { kind: "recorded", event, predecessorHash, source };
}

function placeOf(line: v.InferOutput<typeof loggedLine>, occurredAt: EpochMs) {
  return {
    position: line.sequence,
    schemaVersion: line.schemaversion,
    version: line.streamversion as StreamVersion,
    meta: {
      occurredAt,
      recordedAt: line.recordedtime,
      commandId: line.commandid as CommandId,
      correlationId: line.correlationid,
      causationId: line.causationid,
      ...ordinalOf(line),
      ...actorOf(line),
    },
    hash: line.hash,
  };
}

// The hash covers what an attribute means. How it is written is held against how it would be written again, so that no
// byte of an export can change unnoticed.
function strangeAttribute(attributes: Attributes, exported: Attributes): string | undefined {
  const wanted = new Map(Object.entries(exported).filter(([, value]) => value !== null));
  const strange = Object.entries(attributes).find(([name, value]) => {
    const due = wanted.get(name);
    return name === "data" || name === "hash" ? false : value !== due;
  });
  return strange?.[0] ?? [...wanted.keys()].find((name) => !Object.hasOwn(attributes, name));
}

function bookOf(source: string): BookId {
  return source.slice(BOOK_SOURCE.length) as BookId;
}

/** Reads an exported line of an event that was written elsewhere before the log took it. */
function readForeignRecorded(value: object, attributes: Attributes): FileEvent | string {
  const { logged, others } = splitAdded(attributes);
  const idInBook = attributes[ID_IN_BOOK];
  if (typeof idInBook !== "string" || idInBook === "") {
    return `attribute “${ID_IN_BOOK}” must be text`;
  }
  const place = v.safeParse(loggedLine, logged);
  if (!place.success) return sayIssue(place.issues[0], logged);
  const foreign = readForeign(value, others);
  if (typeof foreign === "string") return foreign;
  const { id, time, origin, ...envelope } = foreign;
  const { predecessorhash: predecessorHash, recordedtime } = place.output;
  const event: RecordedEvent = {
    id: idInBook as EventId,
    ...envelope,
    ...placeOf(place.output, time ?? recordedtime),
    origin: { ...origin, ...(id !== idInBook && { id }) },
  };
  // Its source is not that of a book.
  const exported = toCloudEvent(event, "" as BookId, predecessorHash);
  const strange = strangeAttribute(attributes, exported);
  if (strange) return `attribute “${strange}” is not as it was exported`;
  return { kind: "recorded", event, predecessorHash };
}

/**
 * Tells what a log added to a foreign event from what the event had: of two attributes of a name,
 * the longer is the log's.
 */
function splitAdded(attributes: Attributes): { logged: Attributes; others: Attributes } {
  const keysOf = (name: string): readonly string[] => {
    if (Object.hasOwn(attributes, RESERVED_PREFIX + name)) return [RESERVED_PREFIX + name];
    // What no log would write is the event's own.
    return isMeantHere(name, attributes) ? [name] : [];
  };
  const keys = new Map(
    LOG_ATTRIBUTES.flatMap((name) => keysOf(name).map((key) => [key, name] as const)),
  );
  const logged: [string, unknown][] = [];
  const others: [string, unknown][] = [];
  for (const [key, value] of Object.entries(attributes)) {
    const name = keys.get(key);
    if (name) logged.push([name, value]);
    else if (key !== ID_IN_BOOK) others.push([key, value]);
  }
  return { logged: Object.fromEntries(logged), others: Object.fromEntries(others) };
}

/** What an event says that was written elsewhere, whatever its log may add. */
interface ForeignParts {
  readonly id: string;
  readonly type: string;
  readonly stream: StreamName;
  readonly data: JsonObject;
  readonly time: EpochMs | undefined;
  readonly origin: Origin;
}

/** @param attributes those of `value` that are set and that no log added. */
function readForeign(value: object, attributes: Attributes): ForeignParts | string {
  const problem = nameProblem(attributes);
  if (problem !== undefined) return problem;
  const isOwnType = isOwn(attributes);
  const core = v.safeParse(isOwnType ? ownCoreLine : coreLine, attributes);
  if (!core.success) return sayIssue(core.issues[0], attributes);
  const read = readContent(value);
  if (typeof read === "string") return read;
  const extensions = readExtensions(attributes);
  if (typeof extensions === "string") return extensions;
  const { id, source, type, subject, time: written, datacontenttype, dataschema } = core.output;
  const { data, content } = read;
  const time = written === undefined ? undefined : parseTimestamp(written);
  const origin: Origin = {
    source,
    ...timeTold(written, time),
    ...(subject === undefined && { subject: null }),
    ...(datacontenttype !== undefined && { datacontenttype }),
    ...(dataschema !== undefined && { dataschema }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
    ...(content && { content }),
  };
  const stream = (subject ?? source) as StreamName;
  return { id, type: fromForeignType(type), stream, data, time, origin };
}

function timeTold(written: string | undefined, time: EpochMs | undefined): Pick<Origin, "time"> {
  if (written === undefined || time === undefined) return { time: null };
  return written === new Date(time).toISOString() ? {} : { time: written };
}

function nameProblem(attributes: Attributes): string | undefined {
  const spelt = Object.keys(attributes).find((name) => name.toLowerCase() === "specversion");
  if (spelt !== undefined && !Object.hasOwn(attributes, "specversion")) {
    return `attribute “${spelt}” has a name that CloudEvents does not allow: it is “specversion”`;
  }
  const version = v.safeParse(versionLine, attributes);
  if (!version.success) return sayIssue(version.issues[0], attributes);
  const name = Object.keys(attributes).find(
    (name) => !isAttributeName(name) && !CORE_ATTRIBUTES.has(name),
  );
  return name === undefined
    ? undefined
    : `attribute “${name.slice(0, 60)}” has a name that CloudEvents does not allow: only the letters a to z and digits may stand in it`;
}

function readContent(value: object): { data: JsonObject; content?: ForeignContent } | string {
  const { data, data_base64: base64 } = value as { data?: JsonObject; data_base64?: unknown };
  if (base64 !== undefined && base64 !== null) {
    if (data !== undefined && data !== null) {
      return "“data” and “data_base64” stand side by side: only one of them may";
    }
    if (typeof base64 !== "string" || !isBase64(base64)) {
      return "attribute “data_base64” must be Base64";
    }
    return { data: {}, content: { kind: "base64", text: base64 } };
  }
  if (!Object.hasOwn(value, "data")) return { data: {}, content: { kind: "none" } };
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return { data };
  return { data: {}, content: { kind: "json", value: data ?? null } };
}

function readExtensions(attributes: Attributes): { [name: string]: AttributeValue } | string {
  const extensions: [string, AttributeValue][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (CORE_ATTRIBUTES.has(name)) continue;
    if (!isAttributeValue(value)) {
      return `attribute “${name}” must be text, true, false, or a whole number of 32 bits; other numbers can stand there as text`;
    }
    extensions.push([name, value]);
  }
  return Object.fromEntries(extensions);
}

function readBare(value: object, attributes: Attributes, importedAt: EpochMs): FileEvent | string {
  const { told, others } = splitTold(attributes);
  const foreign = readForeign(value, others);
  if (typeof foreign === "string") return foreign;
  const result = v.safeParse(toldLine, told);
  if (!result.success) return sayIssue(result.issues[0], told);
  const line = result.output;
  const { id, time, ...envelope } = foreign;
  const event: BareEvent = {
    id: id as EventId,
    ...envelope,
    schemaVersion: line.schemaversion ?? 1,
    meta: {
      occurredAt: time ?? importedAt,
      recordedAt: importedAt,
      ...(line.commandid !== undefined && { commandId: line.commandid as CommandId }),
      ...(line.correlationid !== undefined && { correlationId: line.correlationid }),
      ...(line.causationid !== undefined && { causationId: line.causationid }),
      ...ordinalOf(line),
      ...actorOf(line),
    },
  };
  return { kind: "bare", event };
}

/**
 * Tells what a line says of its log from what it says of the event. What begins with our own prefix
 * is of another book.
 */
function splitTold(attributes: Attributes): { told: Attributes; others: Attributes } {
  const isOwnType = isOwn(attributes);
  const told: [string, unknown][] = [];
  const others: [string, unknown][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (isReservedName(name)) continue;
    const isTold = isOwnType || isMeantHere(name, attributes);
    if (Object.hasOwn(toldLine.entries, name) && isTold) told.push([name, value]);
    else others.push([name, value]);
  }
  return { told: Object.fromEntries(told), others: Object.fromEntries(others) };
}

function ordinalOf({ causationordinal }: { causationordinal?: number }) {
  return causationordinal === undefined ? {} : { causationOrdinal: causationordinal };
}

function actorOf({ authtype, authid }: { authtype?: string; authid?: string }): { actor?: Actor } {
  if (authtype === undefined) return {};
  return { actor: { kind: authtype, ...(authid !== undefined && { id: authid }) } };
}

function sayIssue(issue: v.BaseIssue<unknown>, attributes: object): string {
  const attribute = v.getDotPath(issue) ?? "";
  return Object.hasOwn(attributes, attribute)
    ? `attribute “${attribute}” ${issue.message}`
    : `attribute “${attribute}” is missing`;
}
