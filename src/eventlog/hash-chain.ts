import { canonicalJson } from "./canonical-json.ts";
import {
  EMPTY_HEAD,
  type Hash,
  type Head,
  positionAfter,
  type RecordedEvent,
  type UnhashedEvent,
} from "./envelope.ts";
import type { ChainCheck } from "./event-log.ts";
import { type Sha256, sha256 } from "./sha256.ts";

/** Hash of one event: `SHA-256(hex of the hash before it + canonical JSON of the event)`, both as UTF-8. */
export function hashEvent(previous: Hash, event: UnhashedEvent, digest: Sha256 = sha256): Hash {
  return digest(previous + canonicalEvent(event));
}

/** Walks events in order from `from` and stops at the first gap, repeat or wrong hash. */
export function checkChain(
  events: Iterable<RecordedEvent>,
  from: Head = EMPTY_HEAD,
  digest: Sha256 = sha256,
): ChainCheck {
  let head = from;
  for (const event of events) {
    const wanted = positionAfter(head.position);
    if (event.position !== wanted) {
      const reason = `position ${wanted} was due, but ${event.position} stands there`;
      return { ok: false, head, firstBad: wanted, reason };
    }
    if (!matches(head.hash, event, digest)) {
      return { ok: false, head, firstBad: wanted, reason: "its hash does not match its content" };
    }
    head = { position: event.position, hash: event.hash };
  }
  return { ok: true, head };
}

function matches(previous: Hash, event: RecordedEvent, digest: Sha256): boolean {
  try {
    return hashEvent(previous, event, digest) === event.hash;
  } catch {
    return false; // Content that JSON cannot say was never hashed.
  }
}

// Canonical JSON of one object that holds event and envelope, written out because it is the work of every event. This shape is
// part of the file format for ever: a new field may join only when it is absent from old events.
function canonicalEvent(event: UnhashedEvent): string {
  const { meta } = event;
  const { actor, causationOrdinal } = meta;
  return [
    "{",
    actor ? `"actor":${canonicalJson({ ...actor })},` : "",
    `"causationId":${canonicalJson(meta.causationId)},`,
    causationOrdinal !== undefined ? `"causationOrdinal":${canonicalJson(causationOrdinal)},` : "",
    `"commandId":${canonicalJson(meta.commandId)},`,
    `"correlationId":${canonicalJson(meta.correlationId)},`,
    `"data":${canonicalJson(event.data)},`,
    `"id":${canonicalJson(event.id)},`,
    `"occurredAt":${canonicalJson(meta.occurredAt)},`,
    `"position":${canonicalJson(event.position)},`,
    `"recordedAt":${canonicalJson(meta.recordedAt)},`,
    `"schemaVersion":${canonicalJson(event.schemaVersion)},`,
    `"stream":${canonicalJson(event.stream)},`,
    `"type":${canonicalJson(event.type)},`,
    `"version":${canonicalJson(event.version)}}`,
  ].join("");
}
