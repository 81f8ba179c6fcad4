import { checkRun } from "./chain-prover.ts";
import { type Commit, type StreamVersions, versionsOf } from "./commit.ts";
import {
  type CommandId,
  type Head,
  NO_STREAM,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import { ReplicationError } from "./errors.ts";
import type { ReplicaBatch } from "./event-log.ts";
import { checkChain } from "./hash-chain.ts";
import { eventsOf } from "./proven-run.ts";
import { type Sha256, sha256 } from "./sha256.ts";

/** Cuts events of another replica into commits, one for each run of one command id; a run may span batches. */
export interface ReplicaCutter {
  /**
   * Takes the next events and gives the commits that are certainly complete.
   * @param versions the log's versions of the batch's streams, with all commits that were given so far.
   * @throws ReplicationError naming the first event that does not continue the ones before.
   */
  take(batch: ReplicaBatch, versions: StreamVersions): Commit[];
  /** The commit that was still open. */
  end(): Commit[];
}

/** Makes a cutter for events that are to continue `head`. */
export function createReplicaCutter(head: Head, digest: Sha256 = sha256): ReplicaCutter {
  let reached = head;
  let open: [RecordedEvent, ...RecordedEvent[]] | undefined;

  return {
    take(batch, versions) {
      const events = eventsOf(batch);
      const chain =
        "events" in batch ? checkRun(batch, reached) : checkChain(events, reached, digest);
      if (!chain.ok) throw new ReplicationError(chain.firstBad, chain.reason);
      reached = chain.head;
      checkVersions(events, versions, new Map(versionsOf(open ? [{ events: open }] : [])));
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
        if (open) complete.push({ events: open });
        open = [event];
      }
      return complete;
    },
    end: () => (open ? [{ events: open }] : []),
  };
}

/** A command stands in a replica in two places. */
export function secondTime({ position, meta }: RecordedEvent): ReplicationError {
  return new ReplicationError(position, `command ${meta.commandId} stands there a second time`);
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
