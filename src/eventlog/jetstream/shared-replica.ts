import { isReplicationError, SharedLogError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { createTurns } from "../turns.ts";
import { meetAgain } from "./meet-again.ts";
import { BEGINNING, type Reached, type ReadMessage } from "./reached.ts";
import { endOf, isSameHead, type SharedRecord } from "./shared-record.ts";
import { NO_MESSAGE, type Sequence } from "./shared-stream.ts";

/** A local log that takes over what a shared stream tells. */
export interface SharedReplica {
  reached(): Reached;
  /** Whether all that the log held from the first was found in the stream. Before that, nothing is taken over. */
  isFound(): boolean;
  /**
   * Applies messages in order; those it has already are left out. What does not continue the log is void: it is for every
   * replica, since each sees the same messages in the same order.
   * @throws SharedLogError when somebody else wrote to the log.
   */
  apply(messages: readonly ReadMessage[]): Promise<void>;
  /** Resolves once everything up to a message is applied. Rejects with the signal's reason. */
  until(sequence: Sequence, signal: AbortSignal): Promise<void>;
}

/** How a local log becomes a replica. */
export interface SharedReplicaOptions {
  /** Where it certainly stood once. It may have come further since; the stream tells. */
  readonly since?: Reached;
  /** Told of a message whose writer had seen all before it, and saw the log end elsewhere: one of the two is wrong. */
  onDoubt?(): void;
}

/** Messages applied in one transaction. */
const RUN = 1_024;

/** Makes a replica out of a local log. */
export async function createSharedReplica(
  log: Pick<EventLog, "head" | "read" | "replicate">,
  { since = BEGINNING, onDoubt = () => {} }: SharedReplicaOptions = {},
): Promise<SharedReplica> {
  const inTurn = createTurns();
  const waiting = new Set<() => void>();
  let reached = since;
  let isFound = isSameHead(since.head, await log.head());

  const reach = (now: Reached): void => {
    reached = now;
    for (const look of [...waiting]) look();
  };

  /** Takes over a run as a whole. @throws ReplicationError when something in it does not fit. */
  const takeOver = async (run: readonly SharedRecord[]): Promise<void> => {
    if (run.length === 0) return;
    const records = run.map(({ base, record }) =>
      "events" in record ? record : { ...record, after: base.position },
    );
    await log.replicate([{ records }]);
  };

  const applyRun = async (run: readonly ReadMessage[]): Promise<void> => {
    const { continuing, end, isDoubtful } = sift(run, reached);
    try {
      await takeOver(continuing);
    } catch (error) {
      if (!isReplicationError(error)) throw error;
      return applyEach(run);
    }
    reach(end);
    if (isDoubtful) onDoubt();
  };

  // Something in the run names its base well and does not fit all the same. Alone, it is void.
  const applyEach = async (run: readonly ReadMessage[]): Promise<void> => {
    if (run.length > 1) {
      for (const message of run) await applyRun([message]);
      return;
    }
    if (!isSameHead(await log.head(), reached.head)) throw writtenByOthers();
    reach({ ...reached, sequence: sequenceOf(run) });
  };

  const findRun = async (run: readonly ReadMessage[]): Promise<void> => {
    reach(await meetAgain(log, reached, run));
    isFound = isSameHead(reached.head, await log.head());
  };

  return {
    reached: () => reached,
    isFound: () => isFound,
    apply: (messages) =>
      inTurn(async () => {
        const isNew = ({ sequence }: ReadMessage): boolean => sequence > reached.sequence;
        for (let run = messages.filter(isNew); run.length > 0; run = run.filter(isNew)) {
          await (isFound ? applyRun : findRun)(run.slice(0, RUN));
        }
      }),
    async until(sequence, signal) {
      signal.throwIfAborted();
      if (reached.sequence >= sequence) return;
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(look);
          signal.removeEventListener("abort", stop);
        };
        const look = (): void => {
          if (reached.sequence < sequence) return;
          leave();
          resolve();
        };
        const stop = (): void => {
          leave();
          reject(signal.reason);
        };
        waiting.add(look);
        signal.addEventListener("abort", stop);
      });
    },
  };
}

/** What of a run continues the log, by what its writers say they saw, and where it ends then. The rest is void. */
function sift(run: readonly ReadMessage[], reached: Reached) {
  const continuing: SharedRecord[] = [];
  let { head, endedBy } = reached;
  let isDoubtful = false;
  for (const { sequence, shared } of run) {
    if (!shared) continue;
    if (!isSameHead(shared.base, head)) {
      isDoubtful ||= !shared.ahead;
      continue;
    }
    continuing.push(shared);
    if ("refusal" in shared.record) continue;
    head = endOf(shared);
    endedBy = sequence;
  }
  return { continuing, end: { sequence: sequenceOf(run), head, endedBy }, isDoubtful };
}

function sequenceOf(run: readonly ReadMessage[]): Sequence {
  return run.at(-1)?.sequence ?? NO_MESSAGE;
}

// Whoever ties it to its stream again finds out whether it was the stream's own.
function writtenByOthers(): SharedLogError {
  const message = "Something else wrote to this device’s copy of the shared log.";
  return new SharedLogError("unreachable", { message });
}
