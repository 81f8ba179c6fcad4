import * as v from "valibot";
import type { EpochMs, Hash, JsonObject, Position } from "../eventlog/envelope.ts";
import { parseInstant } from "../eventlog/instant.ts";

/** Attributes that give an event its place in a log: all of them stand on a line, or none. */
export const PLACE_ATTRIBUTES = [
  "sequence",
  "recordedtime",
  "streamversion",
  "hash",
  "predecessorhash",
] as const;

const text = v.pipe(v.string("must be text"), v.minLength(1, "must not be empty"));
const time = v.pipe(
  v.string("must be text"),
  v.check(
    (written) => parseInstant(written) !== undefined,
    "must be a time that exists, such as 2026-05-03T14:02:07.000Z",
  ),
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

/** A line written elsewhere. Attributes that nobody here knows are let through and dropped. */
export const bareLine = v.object({
  specversion: v.literal("1.0", "must be “1.0”"),
  id: text,
  source: text,
  type,
  subject: text,
  time: v.exactOptional(time),
  datacontenttype: v.exactOptional(v.literal("application/json", "must be “application/json”")),
  data,
  correlationid: v.exactOptional(text),
  causationid: v.exactOptional(text),
  causationordinal: v.exactOptional(count),
  commandid: v.exactOptional(text),
  schemaversion: v.exactOptional(count),
  authtype: v.exactOptional(text),
  authid: v.exactOptional(v.string("must be text")),
});

/** A line of an exported log: nothing about its event is left open. */
export const recordedLine = v.object({
  ...bareLine.entries,
  source: v.pipe(
    v.string("must be text"),
    v.regex(
      /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      "must be “urn:uuid:” and a UUID",
    ),
  ),
  time,
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
