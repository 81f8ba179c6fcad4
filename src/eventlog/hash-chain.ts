import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical-json.ts";
import {
  EMPTY_HEAD,
  type Hash,
  type Head,
  type JsonObject,
  type RecordedEvent,
} from "./envelope.ts";

/** A recorded event that has every part but its hash. */
export type UnhashedEvent = Omit<RecordedEvent, "hash">;

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

/** Outcome of walking a chain: the head it reaches, or the first event that does not fit. */
export type ChainCheck =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly head: Head; readonly firstBad: number; readonly reason: string };

/** Walks events in order from `from` and stops at the first gap, repeat or wrong hash. */
export function checkChain(events: Iterable<RecordedEvent>, from: Head = EMPTY_HEAD): ChainCheck {
  let head = from;
  for (const event of events) {
    const wanted = head.position + 1;
    if (event.position !== wanted) {
      const reason = `position ${wanted} was due, but ${event.position} stands there`;
      return { ok: false, head, firstBad: wanted, reason };
    }
    if (hashEvent(head.hash, event) !== event.hash) {
      return { ok: false, head, firstBad: wanted, reason: "its hash does not match its content" };
    }
    head = { position: event.position, hash: event.hash };
  }
  return { ok: true, head };
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
    ...(meta.actor && { actor: { ...meta.actor } }),
  };
}
