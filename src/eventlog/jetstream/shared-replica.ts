import { headOf } from "../commit.ts";
import type { Head } from "../envelope.ts";
import { isReplicationError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { createTurns } from "../turns.ts";
import type { SharedRecord } from "./shared-record.ts";
import { NO_MESSAGE, type Sequence } from "./shared-stream.ts";

/** One message of a shared stream, read. Nothing where it could not be read. */
export interface ReadMessage {
  readonly sequence: Sequence;
  readonly shared: SharedRecord | undefined;
}

/** The end of a shared log as one replica knows it. Both always belong together. */
export interface Reached {
  readonly sequence: Sequence;
  readonly head: Head;
}

/** A local log that takes over what a shared stream tells. */
export interface SharedReplica {
  reached(): Reached;
  /**
   * Applies messages in order; those it has already are left out. What does not continue the log is void: it is for every
   * replica, since each sees the same messages in the same order.
   */
  apply(messages: readonly ReadMessage[]): Promise<void>;
  /** Resolves once everything up to a message is applied. Rejects with the signal's reason. */
  until(sequence: Sequence, signal: AbortSignal): Promise<void>;
}

/** Messages applied in one transaction. */
const RUN = 1_024;

/** Makes a replica out of a local log that has everything up to `sequence`. */
export async function createSharedReplica(
  log: EventLog,
  sequence: Sequence = NO_MESSAGE,
): Promise<SharedReplica> {
  const inTurn = createTurns();
  const waiting = new Set<() => void>();
  let reached: Reached = { sequence, head: await log.head() };

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
    const { continuing, head } = sift(run, reached.head);
    try {
      await takeOver(continuing);
      reach({ sequence: endOf(run), head });
    } catch (error) {
      if (!isReplicationError(error)) throw error;
      await applyEach(run);
    }
  };

  // Something in the run names its base well and does not fit all the same. Alone, it is void.
  const applyEach = async (run: readonly ReadMessage[]): Promise<void> => {
    if (run.length === 1) return reach({ ...reached, sequence: endOf(run) });
    for (const message of run) await applyRun([message]);
  };

  return {
    reached: () => reached,
    apply: (messages) =>
      inTurn(async () => {
        const isNew = ({ sequence }: ReadMessage): boolean => sequence > reached.sequence;
        for (let run = messages.filter(isNew); run.length > 0; run = run.filter(isNew)) {
          await applyRun(run.slice(0, RUN));
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

/** What of a run continues `head`, by what its writers say they saw, and where the log ends then. The rest is void. */
function sift(run: readonly ReadMessage[], head: Head) {
  const continuing: SharedRecord[] = [];
  let end = head;
  for (const { shared } of run) {
    if (!shared || !isSame(shared.base, end)) continue;
    continuing.push(shared);
    if ("events" in shared.record) end = headOf(shared.record);
  }
  return { continuing, head: end };
}

function endOf(run: readonly ReadMessage[]): Sequence {
  return run.at(-1)?.sequence ?? NO_MESSAGE;
}

function isSame(one: Head, other: Head): boolean {
  return one.position === other.position && one.hash === other.hash;
}
