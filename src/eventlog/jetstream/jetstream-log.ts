import { EMPTY_HEAD, type EpochMs, isSameHead } from "../envelope.ts";
import { StorageError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { createNewsCheck } from "../nats/deduplicator.ts";
import type { Admission } from "../replication/admission-policy.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { createListeners } from "../util/emitter.ts";
import { checkedClock, takeAccepted, takeRefused } from "../validation/check-submission.ts";
import { moveUp } from "./move-up.ts";
import { createSender } from "./publishing/publisher.ts";
import type { SharedRecord } from "./publishing/stream-message.ts";
import { createMessageInbox } from "./reading/message-inbox.ts";
import type { SharedStream } from "./reading/ordered-stream.ts";
import { beginAfter } from "./replica/begin-after.ts";
import { createDoubts, restLeft } from "./replica/divergence.ts";
import { foldStream } from "./replica/fold-stream.ts";
import type { Kept } from "./replica/reached-memory.ts";
import { BEGINNING } from "./replica/replica-cursor.ts";
import { createSharedReplica } from "./replica/stream-replica.ts";
import { untilFound } from "./replica/until-found.ts";
import { untilReached } from "./replica/until-reached.ts";
import type { Signer } from "./signing/signatures.ts";

/** What a log on a shared stream needs from outside. */
export interface JetStreamLogOptions {
  /** The local log that everything is read from. Nobody else may write to it. */
  readonly replica: EventLog;
  readonly stream: SharedStream;
  readonly now: () => EpochMs;
  /** How far the replica had come; the stream is read from its beginning when left out. */
  readonly kept?: Kept | undefined;
  /** What may stand in the log, beyond what its chain tells: anything when left out. Everybody must admit the same. */
  readonly admission?: Admission | undefined;
  /** Signs what is written here; it is not signed when left out. */
  readonly signer?: Signer | undefined;
  /**
   * Milliseconds between the first two looks whether the replica is right, where others see
   * something else; a minute when left out. Each rest is twice as long as the one before it.
   */
  readonly restBetweenLooks?: number | undefined;
}

/** A log on a shared stream, which may be cut off from it. */
export interface JetStreamLog extends EventLog {
  /** How far the replica has come: to be handed over when it is opened the next time. */
  kept(): Kept;
  /**
   * Calls the listener when an author is new, or a recorded time was found false. The result stops
   * it.
   */
  onKnown(listener: () => void): () => void;
  /** Resolves once the replica has all that the stream holds now. @throws SharedLogError when nobody answers. */
  catchUp(): Promise<void>;
  /** Resolves to the reason once nothing comes or goes any more. */
  readonly over: Promise<unknown>;
}

const MINUTE = 60_000;

/**
 * Opens a log that several people share: an ordered stream decides what stands in it, a replica on this device is read.
 * Resolves once the replica has what the stream held. Reading never waits for the engine and shows what has come so far; an
 * answered write stands in the stream and in the replica. One thing differs from a log on one device: a replication that breaks
 * off on the way leaves what came before behind, which is a sound log, and goes on from there when it is done again.
 *
 * A replica that holds what the stream does not tell is found out here; one that parts from it later, when somebody who is right
 * writes: then the stream is folded anew, and either the replica is right and goes on, or the log is over with a SharedLogError
 * `parted`.
 * @throws SharedLogError when the engine does not answer; `parted` or `other-log` when the replica is not of this stream.
 */
export async function openJetStreamLog(options: JetStreamLogOptions): Promise<JetStreamLog> {
  const { replica, stream, kept = { ...BEGINNING, isDoubted: false } } = options;
  const now = checkedClock(options.now);
  const { admission, signer } = options;
  const closing = new AbortController();
  const { signal } = closing;
  // One that only lacks something comes to it when it reads all of the stream again.
  const isLookDue = kept.isDoubted && restLeft(kept.pause) === 0;
  const since = isLookDue ? BEGINNING : await beginAfter(stream, kept);
  // What is folded from the first message on just now needs no second look.
  const known = createListeners<[]>();
  let isFoldedAnew = isSameHead(await replica.head(), EMPTY_HEAD);
  const shared = await createSharedReplica(replica, {
    since,
    judge: admission?.judge,
    onKnown: known.notify,
    onDoubt(doubtful) {
      if (!isFoldedAnew) doubt(doubtful).catch((error) => closing.abort(error));
    },
  });
  const isRight = async (): Promise<boolean> => {
    const { sequence, head } = shared.reached();
    const judge = admission?.judgeAnew();
    return isSameHead(await foldStream(stream, sequence, { signal, judge }), head);
  };
  const isNews = createNewsCheck(replica);
  const doubt = async (doubtful: readonly SharedRecord[]): Promise<void> => {
    if (await isNews(doubtful)) doubts.raise();
  };
  const doubts = createDoubts({
    look: isRight,
    onWrong: () => closing.abort(sharedLogError("parted")),
    rest: options.restBetweenLooks ?? MINUTE,
    pause: kept.pause,
    signal,
  });
  const take = createMessageInbox(
    stream,
    shared.apply,
    () => shared.reached().sequence,
    (error) => closing.abort(error),
  );
  const leave = await stream.follow(since.sequence, take, (reason) => closing.abort(reason));
  const catchUp = async (): Promise<void> => untilReached(await stream.last(), shared, signal);
  try {
    await catchUp();
    await untilFound(stream, shared, signal);
    if (isLookDue && !(await isRight())) throw sharedLogError("parted");
  } catch (error) {
    closing.abort(error);
    leave();
    throw error;
  }
  isFoldedAnew = false;
  if (kept.isDoubted && !isLookDue) doubts.raise();
  const sender = createSender({ replica, shared, stream, now, signer, signal });

  const whileOpen = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    signal.throwIfAborted();
    return work();
  };
  const whenCalm = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const looking = doubts.calm();
    if (looking) await looking;
    return whileOpen(work);
  };

  return {
    kept: () => ({ ...shared.reached(), isDoubted: doubts.isOpen(), pause: doubts.pause() }),
    onKnown: known.add,
    catchUp: () => whileOpen(catchUp),
    over: new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(signal.reason));
    }),
    async append(given) {
      const attempt = takeAccepted(given);
      return whenCalm(() => sender.send(attempt));
    },
    async refuse(given) {
      const attempt = takeRefused(given);
      return whenCalm(() => sender.send(attempt));
    },
    replicate: (source) =>
      whenCalm(() => moveUp(source, { replica, shared, stream, signer, signal })),
    head: () => whileOpen(() => replica.head()),
    warmUp: () => whileOpen(() => replica.warmUp()),
    find: (commandId, digest) => whileOpen(() => replica.find(commandId, digest)),
    fates: (commandIds) => whileOpen(() => replica.fates(commandIds)),
    read: (range) => whileOpen(() => replica.read(range)),
    readPages: (from, to) => whileOpen(() => replica.readPages(from, to)),
    versionOf: (name) => whileOpen(() => replica.versionOf(name)),
    journal: (range) => whileOpen(() => replica.journal(range)),
    verify: (verifying) => whileOpen(() => replica.verify(verifying)),
    onAppend: replica.onAppend,
    onRefusal: replica.onRefusal,
    close() {
      closing.abort(new StorageError("The shared log was closed.", { problem: "closed" }));
      leave();
      // What is on its way still comes to stand in the replica.
      sender.settled().finally(() => replica.close());
    },
  };
}
