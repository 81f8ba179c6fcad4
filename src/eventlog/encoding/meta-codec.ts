import type { Actor, CommandId, EpochMs, EventMeta } from "../envelope.ts";
import type { ByteReader } from "./byte-buffer.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { readText, writeText } from "./string-codec.ts";

// What stands in an envelope beside times and command: one bit each.
const CORRELATION = 1;
const CAUSATION = 2;
const ORDINAL = 4;
const ACTOR = 8;
const ACTOR_ID = 16;
const ORIGIN = 32;

/** An envelope as it is packed. */
export interface PackedMeta {
  readonly meta: EventMeta;
  /** Whether an origin stands behind the data of each of its events. */
  readonly hasOrigin: boolean;
}

/** Writes an envelope: when, which command, and whatever is unusual. */
export function writeMeta(out: ByteWriter, { meta, hasOrigin }: PackedMeta): void {
  const { occurredAt, recordedAt, commandId, correlationId, causationId } = meta;
  const { causationOrdinal, actor } = meta;
  out.float(occurredAt);
  out.float(recordedAt);
  out.byte(
    (correlationId === commandId ? 0 : CORRELATION) |
      (causationId === commandId ? 0 : CAUSATION) |
      (causationOrdinal === undefined ? 0 : ORDINAL) |
      (actor ? ACTOR : 0) |
      (actor?.id === undefined ? 0 : ACTOR_ID) |
      (hasOrigin ? ORIGIN : 0),
  );
  writeText(out, commandId);
  if (correlationId !== commandId) writeText(out, correlationId);
  if (causationId !== commandId) writeText(out, causationId);
  if (causationOrdinal !== undefined) out.float(causationOrdinal);
  if (actor) writeText(out, actor.kind);
  if (actor?.id !== undefined) writeText(out, actor.id);
}

/** Reads what `writeMeta` wrote. @throws RangeError when the bytes are none. */
export function readMeta(source: ByteReader): PackedMeta {
  const occurredAt = source.float() as EpochMs;
  const recordedAt = source.float() as EpochMs;
  const flags = source.byte();
  const commandId = readText(source) as CommandId;
  const correlationId = flags & CORRELATION ? readText(source) : commandId;
  const causationId = flags & CAUSATION ? readText(source) : commandId;
  const meta = { occurredAt, recordedAt, commandId, correlationId, causationId };
  if (flags === 0) return { meta, hasOrigin: false };
  const whole = {
    ...meta,
    ...(flags & ORDINAL ? { causationOrdinal: source.float() } : {}),
    ...(flags & ACTOR ? { actor: readActor(source, flags) } : {}),
  };
  return { meta: whole, hasOrigin: (flags & ORIGIN) !== 0 };
}

/** Steps from behind the first time to the command's id. True when a correlation follows that. */
export function skipToCommand(source: ByteReader): boolean {
  source.at += 8;
  return (source.byte() & CORRELATION) !== 0;
}

function readActor(source: ByteReader, flags: number): Actor {
  const kind = readText(source);
  return { kind, ...(flags & ACTOR_ID ? { id: readText(source) } : {}) };
}
