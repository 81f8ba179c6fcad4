import type { RecordedEvent } from "./envelope.ts";
import type { JournalRun } from "./journal-run.ts";
import type { ProvenRun } from "./proven-run.ts";
import type { Remembered } from "./records.ts";

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

/** The events of any kind of batch. */
export function eventsOf(batch: ReplicaBatch): readonly RecordedEvent[] {
  if ("events" in batch) return batch.events;
  return "records" in batch ? batch.records.flatMap(eventsOfRecord) : batch;
}

function eventsOfRecord(record: Remembered): readonly RecordedEvent[] {
  return "events" in record ? record.events : [];
}
