import type { CommandId, EpochMs, NewEvent } from "../envelope.ts";
import type { AcceptedAttempt, Attempt, RefusedAttempt, StreamExpectation } from "../event-log.ts";
import type { CommandRecord, Refusal } from "../records.ts";
import { EARLIEST, LATEST } from "../util/rfc3339.ts";
import { fault, fieldsOf, takeCount, takeText } from "./check-fields.ts";
import { copyJsonObject } from "./json-value.ts";

/**
 * Checks an accepted command at the door of a log, and copies it: a later change to the caller's
 * objects never reaches the log.
 * @throws ValidationError with the path of the first part that no log can keep.
 */
export function takeAccepted(attempt: AcceptedAttempt): AcceptedAttempt {
  const { events, expected } = fieldsOf(attempt, "attempt", [...ATTEMPT, "events", "expected"]);
  if (!Array.isArray(events) || events.length === 0) {
    throw fault("events", "write a list of one event or more");
  }
  return {
    ...takeCommon(attempt),
    // Not `map`, which leaves holes out.
    events: Array.from(events, takeEvent) as [NewEvent, ...NewEvent[]],
    expected: takeExpected(expected),
  };
}

/** Checks and copies a refused command like `takeAccepted`. @throws ValidationError likewise. */
export function takeRefused(attempt: RefusedAttempt): RefusedAttempt {
  const { refusal, expected } = fieldsOf(attempt, "attempt", [...ATTEMPT, "refusal", "expected"]);
  const copied = copyJsonObject(refusal, "refusal");
  takeText(copied["code"], "refusal.code");
  takeText(copied["message"], "refusal.message");
  return {
    ...takeCommon(attempt),
    refusal: copied as unknown as Refusal,
    ...(expected !== undefined && { expected: takeExpected(expected) }),
  };
}

/**
 * Checks an instant that a caller or its clock names.
 * @throws ValidationError unless it is whole milliseconds within the years 1 to 9999.
 */
function takeInstant(value: unknown, path: string): EpochMs {
  const isInstant =
    Number.isSafeInteger(value) && (value as number) >= EARLIEST && (value as number) <= LATEST;
  // -0 is the same instant as 0.
  if (isInstant) return ((value as number) + 0) as EpochMs;
  throw fault(path, "write whole milliseconds, of the years 1 to 9999");
}

/** Makes a clock whose every answer was checked. */
export function checkedClock(now: () => EpochMs): () => EpochMs {
  if (typeof now !== "function") throw fault("now", "write a function, such as Date.now");
  return () => takeInstant(now(), "now()");
}

const ATTEMPT = [
  "command",
  "occurredAt",
  "correlationId",
  "causationId",
  "causationOrdinal",
  "actor",
  "after",
  "hasFreshId",
];

function takeCommon(attempt: Attempt): Attempt {
  const { correlationId, causationId, causationOrdinal, actor, after, hasFreshId } = attempt;
  return {
    command: takeCommand(attempt.command),
    occurredAt: takeInstant(attempt.occurredAt, "occurredAt"),
    ...(correlationId !== undefined && {
      correlationId: takeText(correlationId, "correlationId"),
    }),
    ...(causationId !== undefined && { causationId: takeText(causationId, "causationId") }),
    ...(causationOrdinal !== undefined && {
      causationOrdinal: takeCount(causationOrdinal, "causationOrdinal", 1),
    }),
    ...(actor !== undefined && { actor: takeActor(actor) }),
    ...(after !== undefined && { after: takeText(after, "after") as CommandId }),
    ...(hasFreshId === true && { hasFreshId }),
  };
}

/** Checks and copies the record of a command. @throws ValidationError like `takeAccepted`. */
export function takeCommand(command: unknown): CommandRecord {
  const { id, type, payload, digest } = fieldsOf(command, "command", [
    "id",
    "type",
    "payload",
    "digest",
  ]);
  return {
    id: takeText(id, "command.id") as CommandRecord["id"],
    type: takeText(type, "command.type"),
    payload: copyJsonObject(payload, "command.payload"),
    digest: takeText(digest, "command.digest") as CommandRecord["digest"],
  };
}

function takeActor(actor: unknown): NonNullable<Attempt["actor"]> {
  const { kind, id } = fieldsOf(actor, "actor", ["kind", "id"]);
  if (id !== undefined && typeof id !== "string") throw fault("actor.id", "write a text");
  return { kind: takeText(kind, "actor.kind"), ...(id !== undefined && { id }) };
}

function takeEvent(event: unknown, index: number): NewEvent {
  const path = `events[${index}]`;
  const { stream, type, schemaVersion, data } = fieldsOf(event, path, [
    "stream",
    "type",
    "schemaVersion",
    "data",
  ]);
  return {
    stream: takeText(stream, `${path}.stream`) as NewEvent["stream"],
    type: takeText(type, `${path}.type`),
    schemaVersion: takeCount(schemaVersion, `${path}.schemaVersion`, 1),
    data: copyJsonObject(data, `${path}.data`),
  };
}

function takeExpected(expected: unknown): StreamExpectation[] {
  if (Array.isArray(expected)) return Array.from(expected, takeExpectation);
  throw fault("expected", "write a list of streams and versions; [] for none");
}

function takeExpectation(expectation: unknown, index: number): StreamExpectation {
  const path = `expected[${index}]`;
  const { stream, version } = fieldsOf(expectation, path, ["stream", "version"]);
  return {
    stream: takeText(stream, `${path}.stream`) as StreamExpectation["stream"],
    version: takeCount(version, `${path}.version`, 0) as StreamExpectation["version"],
  };
}
