import {
  type CommandId,
  type EpochMs,
  type EventId,
  type Head,
  NO_STREAM,
  type Position,
  positionAfter,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../envelope.ts";
import { ConcurrencyError, PredecessorError, ValidationError } from "../errors.ts";
import type { AcceptedAttempt, Attempt, RefusedAttempt, StreamExpectation } from "../event-log.ts";
import type { Commit, RefusalRecord, Remembered } from "../records.ts";
import { faultOfRecord } from "../validation/record-fault.ts";
import type { StreamVersions } from "./commit.ts";
import { hashEvent } from "./hash-chain.ts";

/**
 * Gives an attempt its place at the end of the log: positions, stream versions, ids and hashes.
 * Pure.
 * @throws ConcurrencyError when a stream does not stand at the expected version.
 * @throws ValidationError when an event or the command could not stand in a log file.
 */
export function sealCommit(
  attempt: AcceptedAttempt,
  head: Head,
  versions: StreamVersions,
  recordedAt: EpochMs,
): Commit {
  checkExpected(attempt.expected, versions);
  const { command, occurredAt, actor, causationOrdinal } = attempt;
  const next = new Map<StreamName, StreamVersion>();
  let previous = head;
  const events = attempt.events.map((event, index): RecordedEvent => {
    const before = next.get(event.stream) ?? versions.get(event.stream) ?? NO_STREAM;
    const version = (before + 1) as StreamVersion;
    next.set(event.stream, version);
    const unhashed = {
      ...event,
      position: positionAfter(previous.position),
      id: `${command.id}.${index + 1}` as EventId,
      version,
      meta: {
        occurredAt,
        recordedAt,
        commandId: command.id,
        correlationId: attempt.correlationId ?? command.id,
        causationId: attempt.causationId ?? command.id,
        ...(causationOrdinal !== undefined && { causationOrdinal }),
        ...(actor && { actor }),
      },
    };
    const recorded = { ...unhashed, hash: hashEvent(previous.hash, unhashed) };
    previous = recorded;
    return recorded;
  });
  return sound({ command, events: events as [RecordedEvent, ...RecordedEvent[]] });
}

/** Makes sure of what a decision relied on. @throws ConcurrencyError when a stream has moved. */
function checkExpected(expected: readonly StreamExpectation[], versions: StreamVersions): void {
  for (const { stream, version } of expected) {
    const actual = versions.get(stream) ?? NO_STREAM;
    if (actual !== version) throw new ConcurrencyError(stream, version, actual);
  }
}

/**
 * Makes sure of the command that a decision came after.
 * @throws PredecessorError when it does not stand.
 */
export function checkAfter({ after }: Attempt, stands: (id: CommandId) => boolean): void {
  if (after !== undefined && !stands(after)) throw new PredecessorError(after);
}

/**
 * Makes the record of a refusal.
 * @throws ConcurrencyError when what it relied on has moved.
 * @throws ValidationError when it could not stand in a log file.
 */
export function sealRefusal(
  { command, refusal, expected = [] }: RefusedAttempt,
  after: Position,
  versions: StreamVersions,
  recordedAt: EpochMs,
): RefusalRecord {
  checkExpected(expected, versions);
  return sound({ command, refusal, after, recordedAt });
}

function sound<Sealed extends Remembered>(record: Sealed): Sealed {
  const fault = faultOfRecord(record);
  if (fault !== undefined) throw new ValidationError(`${fault}.`, fault.split(":")[0]);
  return record;
}
