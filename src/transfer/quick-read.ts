import type {
  CommandId,
  EpochMs,
  EventId,
  Hash,
  JsonObject,
  Position,
  StreamName,
  StreamVersion,
} from "../eventlog/envelope.ts";
import { parseIsoInstant } from "../eventlog/instant.ts";
import type { FileEvent, toCloudEvent } from "./cloud-events.ts";

/**
 * Reads a line that says everything just as this app exports it: the common case of a large file, at a fraction of the
 * cost. Nothing comes of any other line, good or bad: `fromCloudEvent` reads that, or says what is wrong with it.
 */
export function readExported(value: unknown): FileEvent | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const line: Line = value;
  const { id, source, subject, correlationid, causationid, commandid, data } = line;
  const { schemaversion, streamversion, causationordinal, hash, predecessorhash } = line;
  const type = typeOf(line.type);
  const occurredAt = instantOf(line.time);
  const recordedAt = instantOf(line.recordedtime);
  const position = positionOf(line.sequence);
  const hasOrdinal = causationordinal !== undefined;
  const isExported =
    hasExactly(line, hasOrdinal ? ATTRIBUTES + 1 : ATTRIBUTES) &&
    line.specversion === "1.0" &&
    line.datacontenttype === "application/json" &&
    type !== undefined &&
    occurredAt !== undefined &&
    recordedAt !== undefined &&
    position !== undefined &&
    isText(id) &&
    isText(subject) &&
    isText(correlationid) &&
    isText(causationid) &&
    isText(commandid) &&
    isCount(schemaversion) &&
    isCount(streamversion) &&
    (!hasOrdinal || isCount(causationordinal)) &&
    isHash(hash) &&
    isHash(predecessorhash) &&
    typeof source === "string" &&
    SOURCE.test(source) &&
    isObject(data);
  if (!isExported) return undefined;
  const meta = {
    occurredAt,
    recordedAt,
    commandId: commandid as CommandId,
    correlationId: correlationid,
    causationId: causationid,
    ...(hasOrdinal && { causationOrdinal: causationordinal as number }),
  };
  const event = {
    position,
    id: id as EventId,
    type,
    schemaVersion: schemaversion,
    stream: subject as StreamName,
    version: streamversion as StreamVersion,
    data,
    meta,
    hash,
  };
  return { kind: "recorded", event, predecessorHash: predecessorhash, source };
}

type Line = { readonly [Attribute in keyof ReturnType<typeof toCloudEvent>]?: unknown };

// All that stand on every line. What an event may have besides is left to the careful reader, but for its ordinal.
const ATTRIBUTES = 17;
const SOURCE = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const OWN_TYPE = /^app\.hindsight\.([^.]+)$/;

// Each of the attributes was found, so that none can be another.
function hasExactly(line: object, count: number): boolean {
  return Object.keys(line).length === count;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isHash(value: unknown): value is Hash {
  return typeof value === "string" && HASH.test(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string | undefined {
  return typeof value === "string" ? OWN_TYPE.exec(value)?.[1] : undefined;
}

function positionOf(value: unknown): Position | undefined {
  const position = Number(value);
  const isExported = isCount(position) && value === String(position).padStart(16, "0");
  return isExported ? (position as Position) : undefined;
}

function instantOf(value: unknown): EpochMs | undefined {
  return typeof value === "string" ? parseIsoInstant(value) : undefined;
}
