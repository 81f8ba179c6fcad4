import {
  type CommandId,
  type EpochMs,
  type EventId,
  type EventMeta,
  type JsonObject,
  NO_STREAM,
  type Origin,
  type Position,
  positionAfter,
  type StreamName,
  type StreamVersion,
  type UnhashedEvent,
} from "../envelope.ts";
import { type ByteReader, createByteReader } from "./byte-buffer.ts";
import { type ByteWriter, createByteWriter } from "./byte-writer.ts";
import { findWords, growVocabulary, readVocabulary, type Vocabulary } from "./dictionary.ts";
import { packJson, unpackJson, unpackMembers } from "./json-codec.ts";
import { type PackedMeta, readMeta, skipToCommand, writeMeta } from "./meta-codec.ts";
import { readText, skipText, writeText } from "./string-codec.ts";

/**
 * Events that follow each other, as bytes: about a quarter of what they take as JSON. Any one of them can be read without
 * the others. Hashes stand apart: most readers need none.
 */
export interface PackedEvents {
  /** Position of the first event. */
  readonly first: Position;
  readonly count: number;
  readonly bytes: Uint8Array;
  /** One event by its place, from 0. @throws RangeError when the bytes are no such event. */
  event(place: number): UnhashedEvent;
  /**
   * What an index needs of the event at a place, without reading the rest of it. The same object each time, good until the next
   * call: an index looks at a million.
   * @throws RangeError like `event`.
   */
  glance(place: number): Glance;
  /** Some members of what the event at a place carries. @throws RangeError like `event`. */
  members(place: number, wanted: readonly string[]): JsonObject | undefined;
}

/** The outside of a packed event. Texts stand in `bytes` from one place to another, as `writeText` wrote them. */
export interface Glance {
  readonly type: string;
  readonly version: StreamVersion;
  readonly occurredAt: EpochMs;
  readonly beginsCommit: boolean;
  readonly streamFrom: number;
  readonly streamTo: number;
  readonly commandFrom: number;
  readonly commandTo: number;
  readonly correlationFrom: number;
  readonly correlationTo: number;
}

// Rises when pages are written in another way; old ones must be read for ever.
const FORMAT = 1;

/**
 * Packs the events of commits that follow each other.
 *
 * Layout: format, first position, count, vocabulary, then for each event how far it stands from the
 * one before, then the events: distance back to the envelope, number within the commit (doubled;
 * odd when an id follows), type, schema version, version, stream, data, and the origin where the
 * envelope says so. An envelope stands before the first event it belongs to.
 */
export function packEvents(
  commits: readonly { readonly events: readonly UnhashedEvent[] }[],
): PackedEvents {
  const events = commits.flatMap((commit) => commit.events);
  const vocabulary = growVocabulary();
  const isWord = findWords(
    events.flatMap(({ data, origin }) => (origin ? [data, origin] : [data])),
  );
  const body = createByteWriter();
  const starts: number[] = [];
  for (const commit of commits) {
    let packed: PackedMeta | undefined;
    let envelope = 0;
    for (const [index, event] of commit.events.entries()) {
      const hasOrigin = event.origin !== undefined;
      if (!packed || packed.hasOrigin !== hasOrigin || !isSame(packed.meta, event.meta)) {
        packed = { meta: event.meta, hasOrigin };
        envelope = body.length();
        writeMeta(body, packed);
      }
      starts.push(body.length());
      body.whole(body.length() - envelope);
      writeNumber(body, event, index + 1);
      body.whole(vocabulary.wordOf(event.type));
      body.whole(event.schemaVersion);
      body.whole(event.version);
      writeText(body, event.stream);
      packJson(body, event.data, vocabulary, isWord);
      if (event.origin) packJson(body, event.origin, vocabulary, isWord);
    }
  }
  const out = createByteWriter();
  out.byte(FORMAT);
  out.whole(events[0]?.position ?? 1);
  out.whole(events.length);
  vocabulary.write(out);
  starts.forEach((start, index) => {
    out.whole(start - (starts[index - 1] ?? 0));
  });
  out.bytes(body.done());
  return openPacked(out.done());
}

/** Opens what `packEvents` made. @throws RangeError when the bytes are nothing of the kind. */
export function openPacked(bytes: Uint8Array): PackedEvents {
  const source = createByteReader(bytes);
  const format = source.byte();
  if (format !== FORMAT) throw new RangeError(`There is no page format ${format}.`);
  const first = source.whole() as Position;
  const count = source.whole();
  if (count > bytes.length) throw new RangeError("The bytes end too early.");
  const vocabulary = readVocabulary(source);
  const starts = new Uint32Array(count);
  let start = 0;
  for (let place = 0; place < count; place += 1) {
    start += source.whole();
    starts[place] = start;
  }
  const body = source.at;
  for (let place = 0; place < count; place += 1) starts[place] = (starts[place] as number) + body;

  const glanced: { -readonly [Field in keyof Glance]: Glance[Field] } = {
    type: "",
    version: NO_STREAM,
    occurredAt: 0 as EpochMs,
    beginsCommit: false,
    ...{ streamFrom: 0, streamTo: 0, commandFrom: 0, commandTo: 0 },
    ...{ correlationFrom: 0, correlationTo: 0 },
  };
  // Leaves the reader behind the distance to the envelope, and tells where that stands.
  const goTo = (place: number): number => {
    const begin = starts[place];
    if (begin === undefined) throw new RangeError(`There is no event ${place} in this page.`);
    source.at = begin;
    return begin - source.whole();
  };

  return {
    first,
    count,
    bytes,
    event(place) {
      const envelope = goTo(place);
      const after = source.at;
      source.at = envelope;
      const { meta, hasOrigin } = readMeta(source);
      source.at = after;
      const id = readId(source, meta.commandId);
      const type = vocabulary.word(source.whole());
      const schemaVersion = source.whole();
      const version = source.whole() as StreamVersion;
      const stream = readText(source) as StreamName;
      const data = unpackJson(source, vocabulary) as JsonObject;
      const position = positionAfter(first, place);
      const event = { position, id, type, schemaVersion, stream, version, data, meta };
      return hasOrigin ? { ...event, origin: unpackOrigin(source, vocabulary) } : event;
    },
    glance(place) {
      const envelope = goTo(place);
      glanced.beginsCommit = skipId(source) === 1;
      glanced.type = vocabulary.word(source.whole());
      source.whole();
      glanced.version = source.whole() as StreamVersion;
      glanced.streamFrom = source.at;
      skipText(source);
      glanced.streamTo = source.at;
      source.at = envelope;
      glanced.occurredAt = source.float() as EpochMs;
      const hasCorrelation = skipToCommand(source);
      glanced.commandFrom = source.at;
      skipText(source);
      glanced.commandTo = source.at;
      glanced.correlationFrom = hasCorrelation ? source.at : glanced.commandFrom;
      if (hasCorrelation) skipText(source);
      glanced.correlationTo = source.at;
      return glanced;
    },
    members(place, wanted) {
      goTo(place);
      skipId(source);
      for (let field = 0; field < 3; field += 1) source.whole();
      skipText(source);
      return unpackMembers(source, vocabulary, wanted);
    },
  };
}

// What was packed as one is one; whether it is sound is for the hash to tell.
function unpackOrigin(source: ByteReader, vocabulary: Vocabulary): Origin {
  return unpackJson(source, vocabulary) as unknown as Origin;
}

function writeNumber(out: ByteWriter, { id, meta }: UnhashedEvent, number: number): void {
  const follows = id === idOf(meta.commandId, number);
  out.whole(number * 2 + (follows ? 0 : 1));
  if (!follows) writeText(out, id);
}

function readId(source: ByteReader, commandId: CommandId): EventId {
  const number = source.whole();
  return number % 2 === 0 ? idOf(commandId, number / 2) : (readText(source) as EventId);
}

function skipId(source: ByteReader): number {
  const number = source.whole();
  if (number % 2 === 1) skipText(source);
  return Math.floor(number / 2);
}

function idOf(commandId: CommandId, number: number): EventId {
  return `${commandId}.${number}` as EventId;
}

function isSame(one: EventMeta, other: EventMeta): boolean {
  return (
    one.occurredAt === other.occurredAt &&
    one.recordedAt === other.recordedAt &&
    one.commandId === other.commandId &&
    one.correlationId === other.correlationId &&
    one.causationId === other.causationId &&
    one.causationOrdinal === other.causationOrdinal &&
    one.actor?.kind === other.actor?.kind &&
    one.actor?.id === other.actor?.id
  );
}
