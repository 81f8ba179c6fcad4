import type { UnhashedEvent } from "../envelope.ts";
import { isValidationError } from "../errors.ts";
import type { CommandRecord, RefusalRecord, Remembered } from "../records.ts";
import { EARLIEST, LATEST } from "../util/rfc3339.ts";
import {
  fromAttributeType,
  fromForeignType,
  toAttributeType,
  toForeignType,
} from "./attribute-type.ts";
import { copyJson, copyJsonObject } from "./json-value.ts";
import { hasSoundOrigin } from "./origin.ts";

// What can stand in a log: whatever a log file can say, so that an export is always read again as
// it was. Every way into a log asks here: an append, a replica, a message of others, a file. The
// bounds are part of the formats and never change, since all who share a log must come to the same
// answer.

/**
 * Longest event, in bytes of UTF-8 as JSON and with its id once more. What a line of a log file
 * adds to that is less than 1 KiB, and a line has 1 MiB and 16 KiB at most.
 */
const MAX_EVENT_BYTES = 2 ** 20 + 2 ** 14 - 2 ** 10;

/** Longest id or type of a command, likewise: a line of the journal has it twice. */
const MAX_NAME_BYTES = 2 ** 12;

/**
 * Longest payload of a command, likewise: a line of the journal has room for a long refusal as
 * well.
 */
const MAX_PAYLOAD_BYTES = 2 ** 20 - 2 ** 18;

/**
 * Why a record cannot stand in a log, as a sentence without its full stop; undefined where it can.
 * Whether it fits the place that it names is another question.
 */
export function faultOfRecord(record: Remembered): string | undefined {
  if ("refusal" in record) return faultOfRefusal(record);
  const fault = record.command && faultOfCommand(record.command);
  if (fault !== undefined) return fault;
  for (const event of record.events) {
    const fault = faultOfEvent(event);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Why an event cannot stand in a log; see `faultOfRecord`. */
export function faultOfEvent(event: UnhashedEvent): string | undefined {
  return faultOfEnvelope(event) ?? faultOfContent(event);
}

/**
 * The same of an event whose content is known to be sound, as that of a line of a log file, which
 * is read within its bounds.
 */
export function faultOfEnvelope(event: UnhashedEvent): string | undefined {
  const { id, stream, type, position, version, schemaVersion, meta } = event;
  const { commandId, correlationId, causationId, causationOrdinal = 1, actor } = meta;
  const texts = { id, stream, type, commandId, correlationId, causationId };
  return (
    faultOfTexts(actor ? { ...texts, "actor.kind": actor.kind } : texts) ??
    faultOfCounts({ position, version, schemaVersion, causationOrdinal }, 1) ??
    faultOfTimes({ occurredAt: meta.occurredAt, recordedAt: meta.recordedAt }) ??
    faultOfType(event) ??
    faultOfNames(event) ??
    (hasSoundOrigin(event) ? undefined : "origin: no file could say it like that")
  );
}

/** Why the record of a command cannot stand in a log; see `faultOfRecord`. */
export function faultOfCommand({ id, type, payload, digest }: CommandRecord): string | undefined {
  return (
    faultOfTexts({ "command.id": id, "command.type": type }) ??
    (isLongerThan([id, type], MAX_NAME_BYTES)
      ? `command.id: with its type it is longer than ${MAX_NAME_BYTES} bytes`
      : undefined) ??
    (HASH.test(digest) ? undefined : "command.digest: write 64 hexadecimal digits") ??
    // A line of the journal has one object more around it than one of an event.
    faultOfJson(() => copyJsonObject({ payload }, "command")) ??
    (isLongerThan(payload, MAX_PAYLOAD_BYTES)
      ? `command.payload: it is longer than ${MAX_PAYLOAD_BYTES} bytes`
      : undefined)
  );
}

function faultOfRefusal({ command, refusal, after, recordedAt }: RefusalRecord) {
  const { code, message } = refusal;
  return (
    faultOfCommand(command) ??
    faultOfTexts({ "refusal.code": code, "refusal.message": message }) ??
    faultOfJson(() => copyJsonObject(refusal, "refusal")) ??
    faultOfCounts({ after }, 0) ??
    faultOfTimes({ recordedAt })
  );
}

function faultOfContent({ origin, ...event }: UnhashedEvent): string | undefined {
  const content = origin?.content;
  return (
    faultOfJson(() => copyJsonObject(event.data, "data")) ??
    (content?.kind === "json" ? faultOfJson(() => copyJson(content.value, "data")) : undefined) ??
    (isLongerThan([event, origin, event.id], MAX_EVENT_BYTES)
      ? "data: the event is longer than 1 MiB"
      : undefined)
  );
}

const ENVELOPE = [
  ...["position", "id", "type", "schemaVersion", "stream", "version", "data", "meta", "origin"],
  "hash",
];
const META = [
  ...["occurredAt", "recordedAt", "commandId", "correlationId", "causationId"],
  ...["causationOrdinal", "actor"],
];
const ACTOR = ["kind", "id"];
const ORIGIN = [
  ...["source", "id", "time", "subject", "datacontenttype", "dataschema", "extensions", "content"],
];

/** What an envelope holds that no file has a place for: one log would keep it, another not. */
function faultOfNames(event: UnhashedEvent): string | undefined {
  const { meta, origin } = event;
  const { actor } = meta;
  if (actor?.id !== undefined && typeof actor.id !== "string") return "actor.id: write a text";
  if (origin && typeof origin.source !== "string") return "origin.source: write a text";
  const strange =
    strangeName(event, ENVELOPE) ??
    strangeName(meta, META) ??
    strangeName(actor, ACTOR) ??
    strangeName(origin, ORIGIN);
  return strange && `${strange}: no such field`;
}

function strangeName(part: object | undefined, known: readonly string[]): string | undefined {
  for (const name in part) if (!known.includes(name)) return name;
  return undefined;
}

/** Whether a type comes back from a file as it was. */
function faultOfType({ type, origin }: UnhashedEvent): string | undefined {
  const written = origin ? toForeignType(type) : toAttributeType(type);
  const back = origin ? fromForeignType(written) : fromAttributeType(written);
  const isWritable = origin ? written !== "" : !written.endsWith(".");
  if (isWritable && back === type) return undefined;
  return `type: “${type.slice(0, 60)}” would be another type in a file`;
}

function faultOfTexts(texts: Readonly<Record<string, unknown>>): string | undefined {
  const wrong = Object.keys(texts).find(
    (name) => typeof texts[name] !== "string" || texts[name] === "",
  );
  return wrong && `${wrong}: write a text that is not empty`;
}

function faultOfCounts(counts: Readonly<Record<string, number>>, least: number) {
  const wrong = Object.keys(counts).find(
    (name) => !Number.isSafeInteger(counts[name]) || (counts[name] as number) < least,
  );
  return wrong && `${wrong}: write a whole number, ${least} or more`;
}

function faultOfTimes(times: Readonly<Record<string, number>>): string | undefined {
  const wrong = Object.keys(times).find((name) => {
    const time = times[name] as number;
    const isInstant = Number.isSafeInteger(time) && time >= EARLIEST && time <= LATEST;
    return !isInstant || Object.is(time, -0);
  });
  return wrong && `${wrong}: write whole milliseconds, of the years 1 to 9999`;
}

function faultOfJson(copy: () => unknown): string | undefined {
  try {
    copy();
    return undefined;
  } catch (error) {
    if (isValidationError(error)) return error.message.replace(/\.$/, "");
    throw error;
  }
}

const HASH = /^[0-9a-f]{64}$/;

const encoder = new TextEncoder();
/** Bytes of UTF-8 that one UTF-16 code unit may take. */
const MOST_BYTES = 3;

function isLongerThan(value: unknown, bytes: number): boolean {
  const text = JSON.stringify(value);
  return text.length * MOST_BYTES > bytes && encoder.encode(text).length > bytes;
}
