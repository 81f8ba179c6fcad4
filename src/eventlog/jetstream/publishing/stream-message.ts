import * as v from "valibot";
import { headOf } from "../../chain/commit.ts";
import type { Head } from "../../envelope.ts";
import type { Remembered } from "../../records.ts";
import type { Author } from "../../replication/shared-link.ts";
import { nestsDeeperThan } from "../../validation/json-depth.ts";
import { faultOfRecord } from "../../validation/record-fault.ts";
import { MAX_NAME_LENGTH } from "../signing/authors.ts";
import { createSignatureCheck, type SignedParts, signedBytes } from "../signing/signatures.ts";

/** What one message of a shared stream says: what became of one command, and where its writer saw the log end. */
export interface SharedRecord {
  readonly base: Head;
  readonly record: Remembered;
  /**
   * Sent before the message in front of it was answered: its writer expected the base and had not seen it. Of any other, the
   * engine makes sure that its writer had seen all that stands before it.
   */
  readonly ahead?: true;
  /** Who signed it, where somebody did. */
  readonly author?: Author;
}

const FORMAT = 1;

const isObject = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
// Not a schema of records: those leave out some names, such as `constructor`.
const json = v.custom<object>(isObject);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const command = v.object({ id: v.string(), type: v.string(), payload: json, digest: hash });

const origin = v.strictObject({
  source: v.string(),
  id: v.exactOptional(v.string()),
  time: v.exactOptional(v.nullable(v.string())),
  subject: v.exactOptional(v.null()),
  datacontenttype: v.exactOptional(v.string()),
  dataschema: v.exactOptional(v.string()),
  // Its names and values are checked with the rest of the event.
  extensions: v.exactOptional(json),
  content: v.exactOptional(
    v.variant("kind", [
      v.strictObject({ kind: v.literal("none") }),
      v.strictObject({ kind: v.literal("json"), value: v.unknown() }),
      v.strictObject({ kind: v.literal("base64"), text: v.string() }),
    ]),
  ),
});

const event = v.object({
  position: count,
  id: v.string(),
  type: v.string(),
  schemaVersion: count,
  stream: v.string(),
  version: count,
  data: json,
  meta: v.object({
    occurredAt: v.number(),
    recordedAt: v.number(),
    commandId: v.string(),
    correlationId: v.string(),
    causationId: v.string(),
    causationOrdinal: v.optional(count),
    actor: v.optional(v.strictObject({ kind: v.string(), id: v.optional(v.string()) })),
  }),
  origin: v.exactOptional(origin),
  hash,
});

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));

const author = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)),
  key: hex(64),
});

const stored = v.object({
  by: v.exactOptional(author),
  signature: v.exactOptional(hex(128)),
  format: v.literal(FORMAT),
  base: v.object({ position: count, hash }),
  ahead: v.optional(v.literal(true)),
  record: v.union([
    v.object({
      command: v.optional(command),
      events: v.pipe(v.array(event), v.minLength(1)),
    }),
    v.object({
      command,
      after: count,
      recordedAt: v.number(),
      refusal: v.object({ code: v.string(), message: v.string() }),
    }),
  ]),
});

/** More levels than a sound record has, with what stands around it in a message. */
const MAX_MESSAGE_DEPTH = 80;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** A record as the bytes of a message: JSON, so that it can be read with any tool of the engine. */
export function encodeShared({ base, record, ahead }: SharedRecord): Uint8Array {
  const { position, hash } = base;
  const message = { format: FORMAT, base: { position, hash }, ...(ahead && { ahead }), record };
  return encoder.encode(JSON.stringify(message));
}

/**
 * Reads a message that anybody may have written; undefined when it is none of this format, or no
 * log can keep what it says. Whose it is is not checked: its `author` is left out.
 */
export function decodeShared(bytes: Uint8Array): SharedRecord | undefined {
  return takeApart(bytes)?.shared;
}

/**
 * Makes the function that reads the messages of a stream, which are void as well when they are not
 * signed by whom they name. It throws a SharedLogError where this browser cannot tell.
 */
export function createMessageReader(
  stream: string,
): (bytes: Uint8Array) => Promise<SharedRecord | undefined> {
  const isSigned = createSignatureCheck(stream);
  return async (bytes) => {
    const parts = takeApart(bytes);
    if (!parts || parts.signature === "none") return parts?.shared;
    const { shared, signature } = parts;
    return (await isSigned(signature)) ? { ...shared, author: signature.author } : undefined;
  };
}

interface MessageParts {
  readonly shared: SharedRecord;
  readonly signature: SignedParts | "none";
}

function takeApart(bytes: Uint8Array): MessageParts | undefined {
  const parsed = v.safeParse(stored, readJson(bytes), { abortEarly: true });
  if (!parsed.success) return undefined;
  const { by, signature, ...rest } = parsed.output;
  const shared = rest as unknown as SharedRecord;
  if (!isOfOneCommand(shared.record) || faultOfRecord(shared.record) !== undefined) {
    return undefined;
  }
  if (!by && signature === undefined) return { shared, signature: "none" };
  const signed = signature === undefined ? undefined : signedBytes(bytes, signature);
  if (!by || signature === undefined || !signed) return undefined;
  return { shared, signature: { author: by, signature, signed } };
}

function isOfOneCommand(record: Remembered): boolean {
  if ("refusal" in record) return true;
  const { commandId } = record.events[0].meta;
  return [
    record.command?.id ?? commandId,
    ...record.events.map(({ meta }) => meta.commandId),
  ].every((id) => id === commandId);
}

/** The id under which the engine knows a message for a while: the same for the same command, whoever sends it. */
export function messageIdOf(record: Remembered): string {
  return "events" in record ? record.events[0].id : `${record.command.id}.1`;
}

/** Where the log ends behind a record that continues it. */
export function endOf({ base, record }: SharedRecord): Head {
  return "events" in record ? headOf(record) : base;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes);
    return nestsDeeperThan(MAX_MESSAGE_DEPTH, text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
