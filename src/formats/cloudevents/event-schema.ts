import * as v from "valibot";
import type { EpochMs, Hash, JsonObject, Position } from "../../eventlog/envelope.ts";
import { parseInstant, parseTimestamp } from "../../eventlog/util/rfc3339.ts";
import { isJsonType, isMediaType } from "../../eventlog/validation/origin.ts";

/** Attributes that give an event its place in a log: all of them stand on a line, or none. */
export const PLACE_ATTRIBUTES = [
  "sequence",
  "recordedtime",
  "streamversion",
  "hash",
  "predecessorhash",
] as const;

const IMPOSSIBLE_TIME = "must be a time that exists, such as 2026-05-03T14:02:07.000Z";
const text = v.pipe(v.string("must be text"), v.minLength(1, "must not be empty"));
const time = v.pipe(
  v.string("must be text"),
  v.check((written) => parseInstant(written) !== undefined, IMPOSSIBLE_TIME),
  v.transform((written) => parseInstant(written) as EpochMs),
);
const count = v.pipe(
  v.number("must be a number"),
  v.safeInteger("must be a whole number"),
  v.minValue(1, "must be at least 1"),
);
const hash = v.pipe(
  v.string("must be text"),
  v.regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  v.transform((digits) => digits as Hash),
);
const data = v.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be an object",
);
// Without a dot it could not be told from one of ours, and would come out under another name.
const type = v.pipe(
  text,
  v.regex(
    /\.[^.]+$/,
    "must begin with a reverse domain name, such as app.hindsight.ClientRegistered",
  ),
);
const anyTime = v.pipe(
  v.string("must be text"),
  v.check((written) => parseTimestamp(written) !== undefined, IMPOSSIBLE_TIME),
);
const mediaType = v.pipe(
  v.string("must be text"),
  v.check(isMediaType, "must be a media type, such as application/json"),
);
const jsonType = v.pipe(mediaType, v.check(isJsonType, "must be “application/json”"));

/** The version that all else depends on. */
export const versionLine = v.object({
  specversion: v.pipe(
    v.string("must be text"),
    v.check(
      (written) => written === "1.0",
      ({ input }) =>
        `must be “1.0”, not “${String(input).slice(0, 20)}”: other versions of CloudEvents are not read`,
    ),
  ),
});

/** The attributes of CloudEvents 1.0 itself, as any program may write them. */
export const coreLine = v.object({
  id: text,
  source: text,
  type: text,
  subject: v.exactOptional(text),
  time: v.exactOptional(anyTime),
  datacontenttype: v.exactOptional(mediaType),
  dataschema: v.exactOptional(text),
});

/**
 * The same of an event of a type of this app's own: it stands in a stream of its own, and carries
 * an object.
 */
export const ownCoreLine = v.object({
  ...coreLine.entries,
  subject: text,
  datacontenttype: v.exactOptional(jsonType),
  data,
});

/** What a line may tell of the log that an event comes from. */
export const toldLine = v.object({
  correlationid: v.exactOptional(text),
  causationid: v.exactOptional(text),
  causationordinal: v.exactOptional(count),
  commandid: v.exactOptional(text),
  schemaversion: v.exactOptional(count),
  authtype: v.exactOptional(text),
  authid: v.exactOptional(v.string("must be text")),
});

/**
 * What an exported line tells of the log that the event comes from: its place and its hashes, all
 * of it.
 */
export const loggedLine = v.object({
  ...toldLine.entries,
  commandid: text,
  correlationid: text,
  causationid: text,
  schemaversion: count,
  sequence: v.pipe(
    v.string("must be text"),
    v.regex(/^\d{1,16}$/, "must be a position in digits, such as 0000000000000012"),
    v.transform((digits) => Number(digits) as Position),
    v.check((position) => position >= 1 && Number.isSafeInteger(position), "must be at least 1"),
  ),
  recordedtime: time,
  streamversion: count,
  hash,
  predecessorhash: hash,
});

/**
 * A line of an exported log, of an event that the log itself wrote: nothing about it is left open.
 */
export const recordedLine = v.object({
  specversion: v.literal("1.0", "must be “1.0”"),
  id: text,
  source: v.pipe(
    v.string("must be text"),
    v.regex(
      /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      "must be “urn:uuid:” and a UUID",
    ),
  ),
  type,
  subject: text,
  time,
  datacontenttype: v.exactOptional(v.literal("application/json", "must be “application/json”")),
  data,
  ...loggedLine.entries,
});
