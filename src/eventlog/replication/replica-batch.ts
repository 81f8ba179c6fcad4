import type { ProvenRun } from "../chain/proven-run.ts";
import type { RecordedEvent } from "../envelope.ts";
import type { JournalRun } from "../journal-run.ts";
import type { Remembered } from "../records.ts";
import { fault } from "../validation/check-fields.ts";

/** What another replica keeps, whole and in order: commits with the records of their commands, and what it refused between them. */
export interface WholeRun {
  readonly records: readonly Remembered[];
}

/**
 * What another replica of a log recorded. Where only the events travel, the journal knows their commands by id alone; whoever
 * holds events against their hashes on the way hands over a proven run.
 */
export type ReplicaBatch = readonly RecordedEvent[] | ProvenRun | WholeRun;

/**
 * What another replica recorded, batch by batch, and perhaps what its journal says of it. What the
 * source throws breaks the replication off.
 */
export type ReplicaSource =
  | Iterable<ReplicaBatch | JournalRun>
  | AsyncIterable<ReplicaBatch | JournalRun>;

/** Checks that something can be read batch by batch. @throws ValidationError otherwise. */
export function takeSource(source: ReplicaSource): ReplicaSource {
  const isSource =
    typeof source === "object" &&
    source !== null &&
    (Symbol.asyncIterator in source || Symbol.iterator in source);
  if (isSource) return source;
  throw fault("source", "write a list of batches");
}

/** The events of any kind of batch. @throws ValidationError when it is none of them. */
export function eventsOf(batch: ReplicaBatch): readonly RecordedEvent[] {
  if (Array.isArray(batch)) return batch as readonly RecordedEvent[];
  if (typeof batch === "object" && batch !== null) {
    if ("events" in batch && Array.isArray(batch.events)) return batch.events;
    if ("records" in batch && Array.isArray(batch.records)) {
      return batch.records.flatMap(eventsOfRecord);
    }
  }
  throw fault("batch", "write a list of events");
}

function eventsOfRecord(record: Remembered): readonly RecordedEvent[] {
  const isRecord = typeof record === "object" && record !== null;
  if (isRecord && "events" in record && Array.isArray(record.events)) return record.events;
  if (isRecord && "refusal" in record) return [];
  throw fault("batch.records", "write a list of events or a refusal");
}
