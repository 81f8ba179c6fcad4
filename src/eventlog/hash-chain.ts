import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical-json.ts";
import {
  EMPTY_HEAD,
  type Hash,
  type Head,
  type JsonObject,
  positionAfter,
  type RecordedEvent,
  type UnhashedEvent,
} from "./envelope.ts";
import type { ChainCheck } from "./event-log.ts";

/**
 * Hash of one event: `SHA-256(hex of the hash before it + canonical JSON of the event)`, both as UTF-8.
 * Synchronous on purpose: inside an IndexedDB transaction an asynchronous digest would let it commit early.
 */
export function hashEvent(previous: Hash, event: UnhashedEvent): Hash {
  return bytesToHex(sha256(utf8ToBytes(previous + canonicalJson(hashedForm(event))))) as Hash;
}

/** SHA-256 of any text, as 64 hexadecimal digits. */
export function hashText(text: string): Hash {
  return bytesToHex(sha256(utf8ToBytes(text))) as Hash;
}

/** Walks events in order from `from` and stops at the first gap, repeat or wrong hash. */
export function checkChain(events: Iterable<RecordedEvent>, from: Head = EMPTY_HEAD): ChainCheck {
  let head = from;
  for (const event of events) {
    const wanted = positionAfter(head.position);
    if (event.position !== wanted) {
      const reason = `position ${wanted} was due, but ${event.position} stands there`;
      return { ok: false, head, firstBad: wanted, reason };
    }
    if (!matches(head.hash, event)) {
      return { ok: false, head, firstBad: wanted, reason: "its hash does not match its content" };
    }
    head = { position: event.position, hash: event.hash };
  }
  return { ok: true, head };
}

function matches(previous: Hash, event: RecordedEvent): boolean {
  try {
    return hashEvent(previous, event) === event.hash;
  } catch {
    return false; // Content that JSON cannot say was never hashed.
  }
}

// This shape is part of the file format for ever: a new field may join only when it is absent from old events.
function hashedForm({ meta, ...event }: UnhashedEvent): JsonObject {
  return {
    position: event.position,
    id: event.id,
    type: event.type,
    schemaVersion: event.schemaVersion,
    stream: event.stream,
    version: event.version,
    data: event.data,
    occurredAt: meta.occurredAt,
    recordedAt: meta.recordedAt,
    commandId: meta.commandId,
    correlationId: meta.correlationId,
    causationId: meta.causationId,
    ...(meta.causationOrdinal !== undefined && { causationOrdinal: meta.causationOrdinal }),
    ...(meta.actor && { actor: { ...meta.actor } }),
  };
}
