import * as v from "valibot";
import type { BookId } from "../eventlog/book-catalog.ts";
import type {
  Actor,
  CommandId,
  EpochMs,
  EventId,
  Hash,
  RecordedEvent,
  StreamName,
  StreamVersion,
} from "../eventlog/envelope.ts";
import { bareLine, PLACE_ATTRIBUTES, recordedLine } from "./cloud-event-schema.ts";
import { BOOK_SOURCE, OWN_TYPES, toCloudEvent } from "./write-cloud-event.ts";

/** An event written elsewhere: it has no place in a log yet, and no hash. */
export type BareEvent = Omit<RecordedEvent, "position" | "version" | "hash">;

/** One line of a log file, read: with its place and hashes, or without. */
export type FileEvent =
  | {
      readonly kind: "recorded";
      readonly event: RecordedEvent;
      readonly predecessorHash: Hash;
      /** The book it was exported from, as `urn:uuid:…`. */
      readonly source: string;
    }
  | { readonly kind: "bare"; readonly event: BareEvent };

/**
 * Reads a CloudEvents object. A line with any of the attributes that give an event its place must have all of them.
 * @returns the event, or a sentence that says which attribute is wrong.
 */
export function fromCloudEvent(value: unknown, importedAt: EpochMs): FileEvent | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "an event must be a JSON object";
  }
  // CloudEvents: an attribute that is null is not set.
  const attributes = Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));
  if (Object.hasOwn(attributes, "authid") && !Object.hasOwn(attributes, "authtype")) {
    return "attribute “authtype” is missing, though “authid” stands there";
  }
  return PLACE_ATTRIBUTES.some((attribute) => Object.hasOwn(attributes, attribute))
    ? readRecorded(attributes)
    : readBare(attributes, importedAt);
}

function readRecorded(attributes: object): FileEvent | string {
  const result = v.safeParse(recordedLine, attributes);
  if (!result.success) return sayIssue(result.issues[0], attributes);
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
      ...ordinalOf(line),
      ...actorOf(line),
    },
    hash: line.hash,
  };
  const { source, predecessorhash: predecessorHash } = line;
  const strange = strangeAttribute(
    attributes,
    toCloudEvent(event, bookOf(source), predecessorHash),
  );
  if (strange) return `attribute “${strange}” is not as it was exported`;
  return { kind: "recorded", event, predecessorHash, source };
}

// The hash covers what an attribute means. How it is written is held against how it would be written again, so that no
// byte of an export can change unnoticed.
function strangeAttribute(attributes: object, exported: object): string | undefined {
  const wanted = new Map<string, unknown>(Object.entries(exported));
  const strange = Object.entries(attributes).find(([name, value]) => {
    const due = wanted.get(name);
    return name === "data" || name === "hash" ? false : value !== due;
  });
  return strange?.[0] ?? [...wanted.keys()].find((name) => !Object.hasOwn(attributes, name));
}

function bookOf(source: string): BookId {
  return source.slice(BOOK_SOURCE.length) as BookId;
}

function readBare(attributes: object, importedAt: EpochMs): FileEvent | string {
  const result = v.safeParse(bareLine, attributes);
  if (!result.success) return sayIssue(result.issues[0], attributes);
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
      ...ordinalOf(line),
      ...actorOf(line),
    },
  };
  return { kind: "bare", event };
}

function ordinalOf({ causationordinal }: { causationordinal?: number }) {
  return causationordinal === undefined ? {} : { causationOrdinal: causationordinal };
}

function actorOf({ authtype, authid }: { authtype?: string; authid?: string }): { actor?: Actor } {
  if (authtype === undefined) return {};
  return { actor: { kind: authtype, ...(authid !== undefined && { id: authid }) } };
}

// The other way round than what is written.
function fromAttributeType(type: string): string {
  const bare = type.startsWith(OWN_TYPES) ? type.slice(OWN_TYPES.length) : type;
  return bare.includes(".") ? type : bare;
}

function sayIssue(issue: v.BaseIssue<unknown>, attributes: object): string {
  const attribute = v.getDotPath(issue) ?? "";
  return Object.hasOwn(attributes, attribute)
    ? `attribute “${attribute}” ${issue.message}`
    : `attribute “${attribute}” is missing`;
}
