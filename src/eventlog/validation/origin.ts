import type { AttributeValue, EpochMs, UnhashedEvent } from "../envelope.ts";
import { parseTimestamp, writeInstant } from "../util/rfc3339.ts";
import { isForeignType } from "./attribute-type.ts";

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

/** The attribute of the first event of a log file that says how many events the file has. */
export const EVENTS_IN_FILE = `${RESERVED_PREFIX}events`;

const RESERVED: ReadonlySet<string> = new Set([
  ID_IN_BOOK,
  EVENTS_IN_FILE,
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
 * Whether a media type is written as RFC 2045 has it: `text/plain`, `application/json;
 * charset=utf-8`. Blanks may stand around each part of a parameter, as in any mail header.
 */
export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}

/**
 * Whether a media type is one of JSON, as `application/json; charset=utf-8` or
 * `application/x+json`.
 */
export function isJsonType(text: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(text);
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = String.raw`"(?:[^"\\\r\n]|\\[^\r\n])*"`;
const MEDIA_TYPE = new RegExp(
  String.raw`^${TOKEN}/${TOKEN}(?:[ \t]*;[ \t]*${TOKEN}[ \t]*=[ \t]*(?:${TOKEN}|${QUOTED}))*(?:[ \t]*;)?[ \t]*$`,
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
  const isForeign = isForeignType(type);
  const names = Object.keys(extensions);
  return (
    source !== "" &&
    id !== "" &&
    id !== event.id &&
    (time === null ? meta.occurredAt === meta.recordedAt : isTimeOf(time, meta.occurredAt)) &&
    (subject === undefined || (isForeign && stream === source)) &&
    (datacontenttype === undefined || isMediaType(datacontenttype)) &&
    (datacontenttype === undefined || isForeign || isJsonType(datacontenttype)) &&
    dataschema !== "" &&
    (origin.extensions === undefined || names.length > 0) &&
    names.every(isExtensionName) &&
    isToldApart(event, extensions) &&
    Object.values(extensions).every(isAttributeValue) &&
    (content === undefined || (isForeign && Object.keys(data).length === 0)) &&
    (content?.kind !== "base64" || isBase64(content.text))
  );
}

/**
 * Whether an event's own attributes can be told from what a log adds to it where it need not add
 * anything.
 */
function isToldApart({ meta }: UnhashedEvent, extensions: Attributes): boolean {
  const { causationOrdinal, actor } = meta;
  const added = {
    ...(causationOrdinal !== undefined && { causationordinal: causationOrdinal }),
    ...(actor && { authtype: actor.kind }),
    ...(actor?.id !== undefined && { authid: actor.id }),
  };
  const written = { ...added, ...extensions };
  return ["causationordinal", "authtype", "authid"].every(
    (name) =>
      Object.hasOwn(added, name) || !Object.hasOwn(extensions, name) || !isMeantHere(name, written),
  );
}

/** Attributes of an event by their names: its own, and those that a log added. */
export type Attributes = { readonly [name: string]: unknown };

// Attributes that other programs may mean in another way: what cannot be meant as it is here is
// theirs.
const MEANT_HERE: {
  readonly [name: string]: (value: unknown, attributes: Attributes) => boolean;
} = {
  commandid: isText,
  correlationid: isText,
  causationid: isText,
  causationordinal: isCount,
  schemaversion: isCount,
  authtype: isText,
  authid: (value, { authtype }) => typeof value === "string" && isText(authtype),
};

/** Whether an attribute with the name of one that a log adds can mean what the log means by it. */
export function isMeantHere(name: string, attributes: Attributes): boolean {
  return MEANT_HERE[name]?.(attributes[name], attributes) ?? true;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/**
 * Whether an extension attribute may have a name: one that the standard allows, and that is not
 * taken.
 */
function isExtensionName(name: string): boolean {
  return isAttributeName(name) && !CORE_ATTRIBUTES.has(name) && !isReservedName(name);
}

function isTimeOf(time: string | undefined, occurredAt: EpochMs): boolean {
  if (time === undefined) return true;
  return parseTimestamp(time) === occurredAt && time !== writeInstant(occurredAt);
}

/** What names an event or a command among those of all programs, as one text. */
export function identityOf(source: string, id: string): string {
  return `${source.length}:${source}${id}`;
}
