import type { BookId } from "../../domain/ids.ts";
import type { Hash, Json, JsonObject, Origin, RecordedEvent } from "../../eventlog/envelope.ts";
import { writeInstant } from "../../eventlog/util/rfc3339.ts";
import { toAttributeType, toForeignType } from "../../eventlog/validation/attribute-type.ts";
import {
  ID_IN_BOOK,
  type LOG_ATTRIBUTES,
  RESERVED_PREFIX,
} from "../../eventlog/validation/origin.ts";

/** What the `source` of an event begins with; the book's id follows. */
export const BOOK_SOURCE = "urn:uuid:";

/** The `source` of the events that a book writes. */
export function sourceOf(book: BookId): string {
  return BOOK_SOURCE + book;
}

/**
 * Writes an event as a CloudEvents 1.0 structured event, with the extensions of the README's file
 * format. One that was written elsewhere has all its own attributes as they came.
 */
export function toCloudEvent(
  event: RecordedEvent,
  book: BookId,
  predecessorHash: Hash,
): { readonly [attribute: string]: Json } {
  const { origin, meta } = event;
  const added = logAttributes(event, predecessorHash);
  if (origin) return { ...toForeignEvent(event, origin), ...besides(origin, event.id, added) };
  return {
    specversion: "1.0",
    id: event.id,
    source: sourceOf(book),
    type: toAttributeType(event.type),
    subject: event.stream,
    time: writeInstant(meta.occurredAt),
    datacontenttype: "application/json",
    ...added,
    data: event.data,
  };
}

/** What of an event stands in its envelope, and not in its origin. */
export type ForeignEvent = Pick<RecordedEvent, "type" | "stream" | "data"> & {
  readonly id: string;
  readonly meta: Pick<RecordedEvent["meta"], "occurredAt">;
};

/** Writes an event as it was written elsewhere, attribute for attribute. */
export function toForeignEvent(
  { id, type, stream, data, meta }: ForeignEvent,
  origin: Origin,
): JsonObject {
  const { source, time, subject, datacontenttype, dataschema, extensions, content } = origin;
  return {
    specversion: "1.0",
    id: origin.id ?? id,
    source,
    type: toForeignType(type),
    ...(subject !== null && { subject: stream }),
    ...(time !== null && { time: time ?? writeInstant(meta.occurredAt) }),
    ...(datacontenttype !== undefined && { datacontenttype }),
    ...(dataschema !== undefined && { dataschema }),
    ...extensions,
    ...contentOf(content, data),
  };
}

function contentOf(content: Origin["content"], data: JsonObject): JsonObject {
  switch (content?.kind) {
    case undefined:
      return { data };
    case "none":
      return {};
    case "json":
      return { data: content.value };
    case "base64":
      return { data_base64: content.text };
    default:
      return content satisfies never;
  }
}

type LogAttributes = { readonly [Name in (typeof LOG_ATTRIBUTES)[number]]?: string | number };

function logAttributes(event: RecordedEvent, predecessorHash: Hash): LogAttributes {
  const { meta } = event;
  return {
    sequence: String(event.position).padStart(16, "0"),
    recordedtime: writeInstant(meta.recordedAt),
    streamversion: event.version,
    correlationid: meta.correlationId,
    causationid: meta.causationId,
    ...(meta.causationOrdinal !== undefined && { causationordinal: meta.causationOrdinal }),
    commandid: meta.commandId,
    schemaversion: event.schemaVersion,
    ...(meta.actor && { authtype: meta.actor.kind }),
    ...(meta.actor?.id !== undefined && { authid: meta.actor.id }),
    predecessorhash: predecessorHash,
    hash: event.hash,
  };
}

// Where the event has an attribute of that name already, what the log adds stands beside it under a
// longer one.
function besides({ extensions = {} }: Origin, id: string, added: LogAttributes): JsonObject {
  const renamed = Object.entries(added).map(([name, value]): [string, Json] => [
    Object.hasOwn(extensions, name) ? RESERVED_PREFIX + name : name,
    value,
  ]);
  return { ...Object.fromEntries(renamed), [ID_IN_BOOK]: id };
}
