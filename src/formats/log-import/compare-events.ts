import { canonicalJson } from "../../eventlog/chain/canonical-json.ts";
import type { Sha256 } from "../../eventlog/chain/sha256.ts";
import { createUint32Column } from "../../eventlog/columns/column.ts";
import { createNameTable, hashOfName } from "../../eventlog/columns/string-table.ts";
import type { Json, JsonObject, UnhashedEvent } from "../../eventlog/envelope.ts";
import { writeInstant } from "../../eventlog/util/rfc3339.ts";
import { toAttributeType } from "../../eventlog/validation/attribute-type.ts";
import { identityOf } from "../../eventlog/validation/origin.ts";
import type { BareEvent } from "../cloudevents/read-event.ts";
import { toForeignEvent } from "../cloudevents/write-event.ts";

/**
 * The attribute in which an event of a file differs from the event of the same source and id in a
 * book. Undefined where they are equal. What only a log adds to an event counts where the file
 * tells it.
 * @param source of the events that the book itself wrote.
 */
export function differenceOf(
  event: BareEvent,
  stored: UnhashedEvent,
  source: string,
): string | undefined {
  if (stored.origin) {
    const given = toForeignEvent(stored, stored.origin);
    return firstDifference(sayAll(event), { ...addedTo(stored), ...given }, Object.keys(given));
  }
  const { datacontenttype = "application/json", ...told } = sayAll(event);
  const given = { ...keptBefore(stored), source, datacontenttype: "application/json" };
  const file = { ...told, datacontenttype, ...instantOf(event) };
  return firstDifference(file, { ...addedTo(stored), ...given }, Object.keys(withoutTime(given)));
}

/**
 * Whether an event of a file is one that an earlier release took: it kept no source and nothing
 * else that the envelope has no place for.
 */
export function isKeptBefore(event: BareEvent, stored: UnhashedEvent): boolean {
  if (stored.origin || event.origin.content) return false;
  const given = keptBefore(stored);
  const { source: _, ...told } = sayAll(event);
  const kept = Object.entries({ ...told, ...instantOf(event) }).filter(
    ([name]) => Object.hasOwn(given, name) || Object.hasOwn(addedTo(stored), name),
  );
  const file = Object.fromEntries(kept);
  const names = Object.keys(withoutTime(given));
  return firstDifference(file, { ...addedTo(stored), ...given }, names) === undefined;
}

/** Everything that an event of a file says. */
function sayAll({ schemaVersion, meta, ...event }: BareEvent): JsonObject {
  const { commandId, correlationId, causationId, causationOrdinal, actor } = meta;
  return {
    schemaversion: schemaVersion,
    ...(commandId !== undefined && { commandid: commandId }),
    ...(correlationId !== undefined && { correlationid: correlationId }),
    ...(causationId !== undefined && { causationid: causationId }),
    ...(causationOrdinal !== undefined && { causationordinal: causationOrdinal }),
    ...(actor && { authtype: actor.kind }),
    ...(actor?.id !== undefined && { authid: actor.id }),
    // An attribute of such a name that means something else stands here.
    ...toForeignEvent({ ...event, meta }, event.origin),
  };
}

function addedTo({ schemaVersion, meta }: UnhashedEvent): JsonObject {
  const { commandId, correlationId, causationId, causationOrdinal, actor } = meta;
  return {
    schemaversion: schemaVersion,
    commandid: commandId,
    correlationid: correlationId,
    causationid: causationId,
    ...(causationOrdinal !== undefined && { causationordinal: causationOrdinal }),
    ...(actor && { authtype: actor.kind }),
    ...(actor?.id !== undefined && { authid: actor.id }),
  };
}

/**
 * What an event without an origin has of what a file can say: all of it, where the book wrote it.
 */
function keptBefore({ id, type, stream, data, meta }: UnhashedEvent): JsonObject {
  return {
    specversion: "1.0",
    id,
    type: toAttributeType(type),
    subject: stream,
    time: writeInstant(meta.occurredAt),
    data,
  };
}

// The exact text of a time was not kept.
function instantOf({ origin, meta }: BareEvent): JsonObject {
  return origin.time === null ? {} : { time: writeInstant(meta.occurredAt) };
}

function withoutTime({ time: _, ...others }: JsonObject): JsonObject {
  return others;
}

/** @param due names that must stand in the file. */
function firstDifference(
  file: JsonObject,
  stored: JsonObject,
  due: readonly string[],
): string | undefined {
  return [...new Set([...Object.keys(file), ...due])].find(
    (name) =>
      !(Object.hasOwn(file, name) && Object.hasOwn(stored, name)) ||
      canonicalJson(file[name] as Json) !== canonicalJson(stored[name] as Json),
  );
}

/** The events of a file so far, by source and id. */
export interface SeenEvents {
  /** Takes the next event, and tells of the one of the same source and id that stands before it. */
  take(event: BareEvent, line: number): Earlier | undefined;
}

/** An event that stands earlier in a file, and what differs, if anything. */
export interface Earlier {
  readonly line: number;
  readonly difference?: string;
}

/** Attributes whose difference is told by name; all others are extensions. */
const NAMED = ["type", "subject", "time", "datacontenttype", "dataschema", "data", "data_base64"];
const OTHERS = "an extension attribute";

/**
 * Makes a memory of events. Of each it keeps its digest, and so little more that a file's length
 * hardly matters.
 */
export function createSeenEvents(digest: Sha256): SeenEvents {
  const identities = createNameTable();
  // Filled in step with the identities, which are in the content.
  const digests = createNameTable();
  const lines = createUint32Column();
  const parts = createUint32Column();

  const partsOf = (said: JsonObject): number[] =>
    NAMED.map((name) => hashOfName(name in said ? canonicalJson(said[name] as Json) : ""));

  return {
    take(event, line) {
      const said = sayAll(event);
      const content = digest(canonicalJson(said));
      const count = identities.count();
      const number = identities.addName(identityOf(event.origin.source, event.id));
      const first = number * NAMED.length;
      if (number === count) {
        digests.addName(content);
        lines.set(number, line);
        for (const [place, hash] of partsOf(said).entries()) parts.set(first + place, hash);
        return undefined;
      }
      const earlier = lines.values[number] as number;
      if (digests.find(content) === number) return { line: earlier };
      const differing = partsOf(said).findIndex(
        (hash, place) => hash !== parts.values[first + place],
      );
      return { line: earlier, difference: NAMED[differing] ?? OTHERS };
    },
  };
}
