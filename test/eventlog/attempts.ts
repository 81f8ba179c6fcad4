import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import {
  type CommandId,
  type EpochMs,
  type Json,
  type NewEvent,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
  type StreamName,
  type StreamVersion,
} from "../../src/eventlog/envelope.ts";
import type {
  AcceptedAttempt,
  EventLog,
  RefusedAttempt,
  StreamExpectation,
} from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { readRecords } from "../../src/eventlog/replication/commit-reader.ts";

/** When everything happened in these stories. */
export const OCCURRED_AT = 1_700_000_000_000 as EpochMs;
/** When the log took it. */
export const RECORDED_AT = 1_700_000_060_000 as EpochMs;

/** A position, from a plain number. */
export const at = (position: number): Position => position as Position;
/** A stream's version, from a plain number. */
export const version = (number: number): StreamVersion => number as StreamVersion;
/** A stream, from a plain text. */
export const stream = (name: string): StreamName => name as StreamName;
/** A command's id, from a plain text. */
export const commandId = (id: string): CommandId => id as CommandId;

/** An event on its way into the log; `note` tells it from others. */
export function noted(name: string, note: Json = name): NewEvent {
  return { stream: stream(name), type: "Noted", schemaVersion: 1, data: { note } };
}

/** What a writer expects of a stream: the version seen, 0 for none. */
export function expecting(name: string, number: number): StreamExpectation {
  return { stream: stream(name), version: version(number) };
}

/** A command that came to events, in streams of these names. */
export function accepted(
  id: string,
  names: readonly [string, ...string[]],
  expected: readonly StreamExpectation[] = [],
): AcceptedAttempt {
  const [first, ...more] = names;
  const events = [noted(first), ...more.map((name) => noted(name))] as const;
  return { ...command(id), events, expected };
}

/** A command that was refused. */
export function refused(id: string, code = "not-today"): RefusedAttempt {
  return { ...command(id), refusal: { code, message: `Refused: ${code}.` } };
}

/** The same command id with other content. */
export function tampered<Attempt extends AcceptedAttempt | RefusedAttempt>(attempt: Attempt) {
  const payload = { other: "content" };
  const digest = sha256(JSON.stringify(payload));
  return { ...attempt, command: { ...attempt.command, payload, digest } };
}

/** Everything that can be observed of a log: equal before and after means that nothing was written. */
export async function observe(log: EventLog) {
  return { head: await log.head(), events: await log.read(), journal: await log.journal() };
}

/** A device that has all of a log and knows nothing else of it. */
export async function copyOf(log: EventLog): Promise<EventLog> {
  const replica = createMemoryLog({ now: () => RECORDED_AT });
  const { position } = await log.head();
  await replica.replicate([{ records: await readRecords(log, positionAfter(START), position) }]);
  return replica;
}

/** The positions of events, in order. */
export function positionsOf(events: readonly RecordedEvent[]): number[] {
  return events.map((event) => event.position);
}

/** The stream and version of events, such as `a@1`, in order. */
export function placesOf(events: readonly RecordedEvent[]): string[] {
  return events.map((event) => `${event.stream}@${event.version}`);
}

function command(id: string) {
  const payload = { id };
  return {
    command: {
      id: commandId(id),
      type: "Note",
      payload,
      digest: sha256(JSON.stringify(payload)),
    },
    occurredAt: OCCURRED_AT,
  };
}
