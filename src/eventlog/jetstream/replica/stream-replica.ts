import { isSameHead, type Position } from "../../envelope.ts";
import { isReplicationError, type SharedLogError } from "../../errors.ts";
import type { EventLog } from "../../event-log.ts";
import type { Commit } from "../../records.ts";
import type { Judge } from "../../replication/admission-policy.ts";
import { sharedLogError } from "../../replication/shared-log-problems.ts";
import { createTurns } from "../../util/mutex.ts";
import type { SharedRecord } from "../publishing/stream-message.ts";
import { NO_MESSAGE, type Sequence } from "../reading/ordered-stream.ts";
import type { RecordedTimes } from "../signing/recorded-times.ts";
import { meetAgain } from "./reconcile.ts";
import {
  BEGINNING,
  type Reached,
  type ReadMessage,
  type SoundMessage,
  sequenceOf,
} from "./replica-cursor.ts";
import { type Sifted, sift } from "./sift.ts";

/** A local log that takes over what a shared stream tells. */
export interface SharedReplica {
  reached(): Reached;
  /** Whether all that the log held from the first was found in the stream. Before that, nothing is taken over. */
  isFound(): boolean;
  /**
   * Applies messages in order; those it has already are left out. What does not continue the log is void: it is for every
   * replica, since each sees the same messages in the same order. So is what is not admitted, and what was built on it.
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
  /** What may stand in the log, beyond what its chain tells: anything when left out. */
  readonly judge?: Judge | undefined;
  /**
   * Told of messages whose writer had seen all before them, and saw the log end elsewhere: one of
   * the two is wrong.
   */
  onDoubt?(doubtful: readonly SharedRecord[]): void;
  /** Told when somebody has signed for the first time, or a recorded time was found false. */
  onKnown?(): void;
}

/**
 * Messages that are applied in one transaction, at most: more make a page wait, and are not faster.
 */
const LONGEST_RUN = 256;

/** Makes a replica out of a local log. */
export async function createSharedReplica(
  log: Pick<EventLog, "head" | "read" | "replicate">,
  {
    since = BEGINNING,
    judge = admitAll,
    onDoubt = () => {},
    onKnown = () => {},
  }: SharedReplicaOptions = {},
): Promise<SharedReplica> {
  const inTurn = createTurns();
  const waiting = new Set<() => void>();
  let reached = since;
  let isFound = isSameHead(since.head, await log.head());
  // Shorter behind a message that did not fit, so that whoever writes many of them costs each copy
  // no more than one transaction for each.
  let runLength = LONGEST_RUN;

  const reach = (now: Reached): void => {
    const before = reached;
    reached = now;
    const isNews = now.authors !== before.authors || isOther(now.times, before.times);
    if (isNews) onKnown();
    for (const look of [...waiting]) look();
  };

  const applyRun = async (run: readonly ReadMessage[]): Promise<void> => {
    const sifted = sift(run, reached);
    const banned = await firstBanned(sifted.continuing);
    if (banned === undefined) return takeOver(run, sifted);
    // What comes behind it is sifted again, without it.
    const before = run.filter(({ sequence }) => sequence < banned);
    return takeOver(before, sift([...before, { sequence: banned, shared: undefined }], reached));
  };

  const firstBanned = async (continuing: Sifted["continuing"]): Promise<Sequence | undefined> => {
    const commits: Commit[] = [];
    const sequences: Sequence[] = [];
    for (const { sequence, shared } of continuing) {
      if ("refusal" in shared.record) continue;
      commits.push(shared.record);
      sequences.push(sequence);
    }
    return commits.length > 0 ? sequences[await judge(commits, reached.head)] : undefined;
  };

  const takeOver = async (
    run: readonly ReadMessage[],
    { continuing, end, doubtful }: Sifted,
  ): Promise<void> => {
    const records = continuing.map(({ shared: { base, record } }) =>
      "events" in record ? record : { ...record, after: base.position },
    );
    try {
      if (records.length > 0) await log.replicate([{ records }]);
    } catch (error) {
      if (!isReplicationError(error)) throw error;
      return leaveOut(run, messageAt(continuing, error.position));
    }
    runLength = Math.min(LONGEST_RUN, runLength * 2);
    reach(end);
    if (doubtful.length > 0) onDoubt(doubtful);
  };

  // Something in the run names its base well and does not fit all the same. What stands before it
  // is taken first; alone, it is void.
  const leaveOut = async (run: readonly ReadMessage[], unfit: Sequence): Promise<void> => {
    if (run.length > 1) {
      runLength = Math.max(1, run.filter(({ sequence }) => sequence < unfit).length);
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
          await (isFound ? applyRun : findRun)(run.slice(0, runLength));
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

// The message whose event stands at a position; the first one where no event does.
function messageAt(continuing: Sifted["continuing"], position: Position): Sequence {
  const isThere = ({ shared: { record } }: SoundMessage): boolean =>
    "events" in record && record.events.some((event) => event.position === position);
  return continuing.find(isThere)?.sequence ?? NO_MESSAGE;
}

function isOther(one: RecordedTimes, other: RecordedTimes): boolean {
  return one.misdated !== other.misdated;
}

const admitAll: Judge = async (commits) => commits.length;

// Whoever ties it to its stream again finds out whether it was the stream's own.
function writtenByOthers(): SharedLogError {
  const message = "Something else wrote to this device’s copy of the shared log.";
  return sharedLogError("unreachable", { message });
}
