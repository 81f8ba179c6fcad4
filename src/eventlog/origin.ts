import type { AttributeValue, UnhashedEvent } from "./envelope.ts";
import { parseTimestamp } from "./instant.ts";

/** Attributes of CloudEvents 1.0 itself, and its data: no extension has such a name. */
export const CORE_ATTRIBUTES: ReadonlySet<string> = new Set([
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "dataschema",
  "data",
  "data_base64",
]);

/** Names of the attributes that a log adds to an event, in the order they are written in. */
export const LOG_ATTRIBUTES = [
  "sequence",
  "recordedtime",
  "streamversion",
  "correlationid",
  "causationid",
  "causationordinal",
  "commandid",
  "schemaversion",
  "authtype",
  "authid",
  "predecessorhash",
  "hash",
] as const;

/** Begins the name of an attribute that a log adds beside a foreign one of the same name. */
export const RESERVED_PREFIX = "hindsight";

/** The attribute with an event's id in the book. All events that were written elsewhere have it. */
export const ID_IN_BOOK = `${RESERVED_PREFIX}id`;

const RESERVED: ReadonlySet<string> = new Set([
  ID_IN_BOOK,
  ...LOG_ATTRIBUTES.map((name) => RESERVED_PREFIX + name),
]);

/** Whether only a log gives an attribute this name: it is never one of the event itself. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}

const NAME = /^[a-z0-9]+$/;

/** Whether CloudEvents 1.0 allows an attribute of this name. */
export function isAttributeName(name: string): boolean {
  return NAME.test(name);
}

/** Whether CloudEvents 1.0, written as JSON, allows this value of an extension attribute. */
export function isAttributeValue(value: unknown): value is AttributeValue {
  if (typeof value === "number") return Number.isInteger(value) && value === (value | 0);
  return typeof value === "string" || typeof value === "boolean";
}

/**
 * Whether a media type is written as RFC 2046 has it: `text/plain`, `application/json;
 * charset=utf-8`.
 */
export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = String.raw`"(?:[^"\\\r\n]|\\[^\r\n])*"`;
const MEDIA_TYPE = new RegExp(
  String.raw`^${TOKEN}/${TOKEN}(?:[ \t]*;[ \t]*${TOKEN}=(?:${TOKEN}|${QUOTED}))*(?:[ \t]*;)?[ \t]*$`,
);

/** Whether a text is Base64 of RFC 4648, with its padding. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/**
 * Whether an event that may come from anywhere says of its origin what an event written elsewhere
 * can say: what is given back by an export is then read again as it was.
 */
export function hasSoundOrigin(event: UnhashedEvent): boolean {
  const { origin, type, stream, data, meta } = event;
  if (!origin) return true;
  const {
    source,
    id,
    time,
    subject,
    datacontenttype,
    dataschema,
    extensions = {},
    content,
  } = origin;
  // Types of this app's own stand in streams of its own, and carry objects.
  const isForeignType = type.includes(".");
  const names = Object.keys(extensions);
  return (
    source !== "" &&
    id !== "" &&
    id !== event.id &&
    (time === null ? meta.occurredAt === meta.recordedAt : isTimeOf(time, meta.occurredAt)) &&
    (subject === undefined || (isForeignType && stream === source)) &&
    (datacontenttype === undefined || isMediaType(datacontenttype)) &&
    dataschema !== "" &&
    (origin.extensions === undefined || names.length > 0) &&
    names.every(isExtensionName) &&
    Object.values(extensions).every(isAttributeValue) &&
    (content === undefined || (isForeignType && Object.keys(data).length === 0)) &&
    (content?.kind !== "base64" || isBase64(content.text))
  );
}

/**
 * Whether an extension attribute may have a name: one that the standard allows, and that is not
 * taken.
 */
function isExtensionName(name: string): boolean {
  return isAttributeName(name) && !CORE_ATTRIBUTES.has(name) && !isReservedName(name);
}

function isTimeOf(time: string | undefined, occurredAt: number): boolean {
  if (time === undefined) return true;
  return parseTimestamp(time) === occurredAt && time !== new Date(occurredAt).toISOString();
}

/** What names an event or a command among those of all programs, as one text. */
export function identityOf(source: string, id: string): string {
  return `${source.length}:${source}${id}`;
}
