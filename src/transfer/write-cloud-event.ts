import type { BookId } from "../eventlog/book-catalog.ts";
import type { Hash, RecordedEvent } from "../eventlog/envelope.ts";

/** What the `source` of an event begins with; the book's id follows. */
export const BOOK_SOURCE = "urn:uuid:";

/** What the `type` of an event of ours begins with; its name follows. */
export const OWN_TYPES = "app.hindsight.";

/** Writes an event as a CloudEvents 1.0 structured event, with the extensions of the README's file format. */
export function toCloudEvent(event: RecordedEvent, book: BookId, predecessorHash: Hash) {
  const { meta } = event;
  return {
    specversion: "1.0",
    id: event.id,
    source: `${BOOK_SOURCE}${book}`,
    type: toAttributeType(event.type),
    subject: event.stream,
    time: new Date(meta.occurredAt).toISOString(),
    datacontenttype: "application/json",
    sequence: String(event.position).padStart(16, "0"),
    recordedtime: new Date(meta.recordedAt).toISOString(),
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
    data: event.data,
  };
}

// Types of other programs carry a reverse domain name and so a dot; ours get the prefix. Reversible both ways.
function toAttributeType(type: string): string {
  return type.includes(".") ? type : OWN_TYPES + type;
}
