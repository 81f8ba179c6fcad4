import { checkRun } from "../chain/chain-prover.ts";
import { type StreamVersions, versionsOf } from "../chain/commit.ts";
import { checkChain } from "../chain/hash-chain.ts";
import { type Sha256, sha256 } from "../chain/sha256.ts";
import {
  type CommandId,
  type Head,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../envelope.ts";
import { ReplicationError } from "../errors.ts";
import type { Commit, Remembered } from "../records.ts";
import { faultOfEvent, faultOfRecord } from "../validation/record-fault.ts";
import { eventsOf, type ReplicaBatch, type WholeRun } from "./replica-batch.ts";

/**
 * Holds what another replica recorded against its chain, and cuts bare events into commits, one for each run of one command id; a
 * run may span batches.
 */
export interface ReplicaCutter {
  /**
   * Takes the next batch and gives the records that are certainly complete, in order.
   * @param versions the log's versions of the batch's streams, with all commits that were given so far.
   * @throws ReplicationError naming the first event that does not continue the ones before.
   */
  take(batch: ReplicaBatch, versions: StreamVersions): Remembered[];
  /** The commit that was still open. */
  end(): Commit[];
}

/** Makes a cutter for events that are to continue `head`. */
export function createReplicaCutter(head: Head, digest: Sha256 = sha256): ReplicaCutter {
  let reached = head;
  let open: [RecordedEvent, ...RecordedEvent[]] | undefined;

  const end = (): Commit[] => {
    const last = open ? [{ events: open }] : [];
    open = undefined;
    return last;
  };
  const cut = (events: readonly RecordedEvent[]): Commit[] => {
    const complete: Commit[] = [];
    const begun = new Set<CommandId>();
    for (const event of events) {
      const { commandId } = event.meta;
      if (open?.[0].meta.commandId === commandId) {
        open.push(event);
        continue;
      }
      if (begun.has(commandId)) throw secondTime(event);
      begun.add(commandId);
      complete.push(...end());
      open = [event];
    }
    return complete;
  };

  return {
    take(batch, versions) {
      const events = eventsOf(batch);
      const chain =
        "events" in batch ? checkRun(batch, reached) : checkChain(events, reached, digest);
      if (!chain.ok) throw new ReplicationError(chain.firstBad, chain.reason);
      const before = reached.position;
      reached = chain.head;
      checkVersions(events, versions, new Map(versionsOf(open ? [{ events: open }] : [])));
      if (!("events" in batch)) checkSound(batch, before);
      return "records" in batch ? [...end(), ...batch.records] : cut(events);
    },
    end,
  };
}

/**
 * All records of another replica's batches, once every one of them is known to continue `head`.
 * @param versions the log's versions of the streams that the batches write.
 * @throws ReplicationError naming the first event that does not fit.
 */
export function cutAll(
  batches: readonly ReplicaBatch[],
  head: Head,
  versions: StreamVersions,
  digest: Sha256 = sha256,
): readonly Remembered[] {
  const cutter = createReplicaCutter(head, digest);
  const moved = new Map<StreamName, StreamVersion>();
  const now = { get: (stream: StreamName) => moved.get(stream) ?? versions.get(stream) };
  const begun = new Set<CommandId>();
  const records: Remembered[] = [];
  const take = (given: readonly Remembered[]): void => {
    for (const record of given) {
      records.push(record);
      if (!("events" in record)) continue;
      const [first] = record.events;
      if (begun.has(first.meta.commandId)) throw secondTime(first);
      begun.add(first.meta.commandId);
      for (const { stream, version } of record.events) moved.set(stream, version);
    }
  };
  for (const batch of batches) take(cutter.take(batch, now));
  take(cutter.end());
  return records;
}

/** A command stands in a replica in two places. */
export function secondTime({ position, meta }: RecordedEvent): ReplicationError {
  return new ReplicationError(position, `command ${meta.commandId} stands there a second time`);
}

// A proven run was read from a file, which bounds what stands in it.
function checkSound(batch: readonly RecordedEvent[] | WholeRun, before: Position): void {
  if (!("records" in batch)) {
    for (const event of batch) throwFault(faultOfEvent(event), event.position);
    return;
  }
  let at = before;
  for (const record of batch.records) {
    const [first] = "refusal" in record ? [] : record.events;
    if (!("refusal" in record) && !first) {
      throw new ReplicationError(at, "its command has no event");
    }
    throwFault(faultOfRecord(record), first?.position ?? at);
    at = first?.position ?? at;
  }
}

function throwFault(fault: string | undefined, position: Position): void {
  if (fault !== undefined)
    throw new ReplicationError(position, `it cannot stand in a log (${fault})`);
}

function checkVersions(
  batch: readonly RecordedEvent[],
  versions: StreamVersions,
  begun: Map<StreamName, StreamVersion>,
): void {
  for (const { stream, version, position } of batch) {
    const due = (begun.get(stream) ?? versions.get(stream) ?? NO_STREAM) + 1;
    if (version !== due) {
      const reason = `version ${due} of its stream was due, but ${version} stands there`;
      throw new ReplicationError(position, reason);
    }
    begun.set(stream, version);
  }
}
