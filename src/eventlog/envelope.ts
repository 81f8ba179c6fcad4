declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Place of an event in the whole log: 1, 2, 3 … without gap. 0 means "before anything". */
export type Position = Branded<number, "Position">;
/** Place of an event in its own stream: 1, 2, 3 … without gap. 0 means "the stream does not exist". */
export type StreamVersion = Branded<number, "StreamVersion">;
/** Name of a stream, such as `order-7f3a`. Never carries personal data. */
export type StreamName = Branded<string, "StreamName">;
/** Unique id of one event. */
export type EventId = Branded<string, "EventId">;
/** Id that makes a command idempotent: the same id is never carried out twice. */
export type CommandId = Branded<string, "CommandId">;
/** SHA-256 digest as 64 lower-case hexadecimal digits. */
export type Hash = Branded<string, "Hash">;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Branded<number, "EpochMs">;

/** Any value that survives a round trip through JSON unchanged. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A JSON object: what an event or a command carries. */
export type JsonObject = { readonly [key: string]: Json };

/** Who caused an event, after the CloudEvents auth context extension. The id is opaque. */
export interface Actor {
  readonly kind: string;
  readonly id?: string;
}

/** What stands around every event, beside its data. */
export interface EventMeta {
  /** When it happened in the world. */
  readonly occurredAt: EpochMs;
  /** When the log took it. */
  readonly recordedAt: EpochMs;
  /** The command that was decided. */
  readonly commandId: CommandId;
  /** The conversation it belongs to: one id from the first command to the last consequence. */
  readonly correlationId: string;
  /** The message (command or event) that caused it directly. */
  readonly causationId: string;
  /** Which of the commands it was that the same message caused, counted from 1; absent where nobody counts. */
  readonly causationOrdinal?: number;
  readonly actor?: Actor;
}

/** A value of an extension attribute of CloudEvents 1.0. Whole numbers have 32 bits. */
export type AttributeValue = string | number | boolean;

/**
 * What a foreign event carries where that is no JSON object: nothing, another JSON value, or bytes
 * in Base64.
 */
export type ForeignContent =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "base64"; readonly text: string };

/**
 * What an event that was written elsewhere said of itself and the envelope has no place for, so
 * that it can be given back attribute for attribute. Names are those of CloudEvents 1.0. The chain
 * covers it.
 */
export type Origin = {
  /** With the id there, this names the event among those of all programs. */
  readonly source: string;
  /** Its id there, where this log knows another event by it. */
  readonly id?: string;
  /**
   * Its time as it was written, where `Date` would write it in another way; null where it told
   * none.
   */
  readonly time?: string | null;
  /** Null where it named no subject: its stream then has the name of its source. */
  readonly subject?: null;
  readonly datacontenttype?: string;
  readonly dataschema?: string;
  readonly extensions?: { readonly [name: string]: AttributeValue };
  /** Absent where it carried a JSON object: its `data`. Where present, `data` is empty. */
  readonly content?: ForeignContent;
};

/** An event as a decider returns it, before the log has given it a place. */
export interface NewEvent {
  readonly stream: StreamName;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
}

/** An event as it stands in the log. It never changes. */
export interface RecordedEvent {
  readonly position: Position;
  readonly id: EventId;
  readonly type: string;
  readonly schemaVersion: number;
  readonly stream: StreamName;
  readonly version: StreamVersion;
  readonly data: JsonObject;
  readonly meta: EventMeta;
  /** Only on an event that was written elsewhere. */
  readonly origin?: Origin;
  readonly hash: Hash;
}

/** A recorded event that has every part but its hash. */
export type UnhashedEvent = Omit<RecordedEvent, "hash">;

/** End of the log: its last position and that event's hash, the log's fingerprint. */
export interface Head {
  readonly position: Position;
  readonly hash: Hash;
}

/** Position before the first event. */
export const START = 0 as Position;

/** The version of a stream that has no event yet. */
export const NO_STREAM = 0 as StreamVersion;

/** What the first event of every log chains to. */
export const GENESIS_HASH = "0".repeat(64) as Hash;

/** Head of a log without events. */
export const EMPTY_HEAD: Head = { position: START, hash: GENESIS_HASH };

/** Whether two ends of a log are the same. */
export function isSameHead(one: Head, other: Head): boolean {
  return one.position === other.position && one.hash === other.hash;
}

/** The position `offset` places after `position`. */
export function positionAfter(position: Position, offset = 1): Position {
  return (position + offset) as Position;
}

/** Reads a position from an untrusted number or text; `undefined` unless it is a whole number ≥ 0. */
export function parsePosition(value: unknown): Position | undefined {
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as Position) : undefined;
}
