import {
  EMPTY_HEAD,
  type Hash,
  type Head,
  type JsonObject,
  positionAfter,
  type RecordedEvent,
  type UnhashedEvent,
} from "../envelope.ts";
import type { ChainCheck } from "../event-log.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type Sha256, sha256 } from "./sha256.ts";

/** Hash of one event: `SHA-256(hex of the hash before it + canonical JSON of the event)`, both as UTF-8. */
export function hashEvent(previous: Hash, event: UnhashedEvent, digest: Sha256 = sha256): Hash {
  return digest(previous + canonicalJson(hashedForm(event)));
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
    // Whoever hands over events without types may have a gap in the list.
    if (event?.position !== wanted) {
      const reason = `position ${wanted} was due, but ${event?.position} stands there`;
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

// This shape is part of the file format for ever: a new field may join only when it is absent from old events. The keys stand
// in canonical order, which is fastest to write.
function hashedForm({
  position,
  id,
  type,
  schemaVersion,
  stream,
  version,
  data,
  meta,
  origin,
}: UnhashedEvent): JsonObject {
  const { occurredAt, recordedAt, commandId, correlationId, causationId } = meta;
  const { causationOrdinal, actor } = meta;
  const form = {
    causationId,
    commandId,
    correlationId,
    data,
    id,
    occurredAt,
    position,
    recordedAt,
    schemaVersion,
    stream,
    type,
    version,
  };
  if (!actor && causationOrdinal === undefined && !origin) return form;
  return {
    ...(actor && { actor: { ...actor } }),
    ...(causationOrdinal !== undefined && { causationOrdinal }),
    ...form,
    ...(origin && { origin }),
  };
}
