import type {
  CommandId,
  EventId,
  Hash,
  JsonObject,
  Position,
  StreamName,
  StreamVersion,
} from "../../eventlog/envelope.ts";
import { parseIsoInstant } from "../../eventlog/util/rfc3339.ts";
import { MAX_DEPTH, parseJson } from "../safe-json.ts";
import type { FileEvent } from "./read-event.ts";

/**
 * Reads a line that is written just as this app exports it: the common case of a large file, at a fraction of the cost.
 * Nothing comes of any other line, good or bad: `fromCloudEvent` reads that, or says what is wrong with it.
 */
export function readExported(line: string): FileEvent | undefined {
  const found = EXPORTED.exec(line) as Found | null;
  if (!found) return undefined;
  const [
    ,
    id,
    source,
    type,
    subject,
    time,
    sequence,
    recordedTime,
    streamVersion,
    correlationId,
    causationId,
    causationOrdinal,
    commandId,
    schemaVersion,
    predecessorHash,
    hash,
    content,
  ] = found;
  const occurredAt = parseIsoInstant(time);
  const recordedAt = parseIsoInstant(recordedTime);
  const position = Number(sequence);
  const version = Number(streamVersion);
  const ordinal = Number(causationOrdinal ?? 1);
  const schema = Number(schemaVersion);
  const data = parseJson(content, MAX_DEPTH - 1);
  const hasTimes = occurredAt !== undefined && recordedAt !== undefined;
  const hasCounts = isCount(position) && isCount(version) && isCount(ordinal) && isCount(schema);
  if (!hasTimes || !hasCounts || "problem" in data) return undefined;
  const event = {
    position: position as Position,
    id: id as EventId,
    type,
    schemaVersion: schema,
    stream: subject as StreamName,
    version: version as StreamVersion,
    data: data.value as JsonObject,
    meta: {
      occurredAt,
      recordedAt,
      commandId: commandId as CommandId,
      correlationId,
      causationId,
      ...(causationOrdinal !== undefined && { causationOrdinal: ordinal }),
    },
    hash: hash as Hash,
  };
  return { kind: "recorded", event, predecessorHash: predecessorHash as Hash, source };
}

// Printable ASCII without quote and backslash: what JSON writes as it is.
const TEXT = String.raw`"([ !#-\[\]-~]+)"`;
const TIME = String.raw`"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"`;
const COUNT = String.raw`([1-9]\d{0,15})`;
const HASH = `"([0-9a-f]{64})"`;

/** All attributes that stand on every line, in their order. What an event may have besides is left to the careful reader. */
const ATTRIBUTES = [
  String.raw`"specversion":"1\.0"`,
  `"id":${TEXT}`,
  `"source":"(urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"`,
  String.raw`"type":"app\.hindsight\.([ !#-\-/-\[\]-~]+)"`,
  `"subject":${TEXT}`,
  `"time":${TIME}`,
  `"datacontenttype":"application/json"`,
  String.raw`"sequence":"(\d{16})"`,
  `"recordedtime":${TIME}`,
  `"streamversion":${COUNT}`,
  `"correlationid":${TEXT}`,
  `"causationid":${TEXT}(?:,"causationordinal":${COUNT})?`,
  `"commandid":${TEXT}`,
  `"schemaversion":${COUNT}`,
  `"predecessorhash":${HASH}`,
  `"hash":${HASH}`,
  String.raw`"data":(\{.*\})`,
];
const EXPORTED = new RegExp(String.raw`^\{${ATTRIBUTES.join(",")}\}$`, "s");

type Found = readonly [
  ...[line: string, id: string, source: string, type: string, subject: string, time: string],
  ...[sequence: string, recordedTime: string, streamVersion: string, correlationId: string],
  ...[causationId: string, causationOrdinal: string | undefined, commandId: string],
  ...[schemaVersion: string, predecessorHash: string, hash: string, data: string],
];

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
