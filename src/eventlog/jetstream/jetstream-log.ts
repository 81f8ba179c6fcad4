import type { EpochMs } from "../envelope.ts";
import { SharedLogError, StorageError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { createInbox } from "./inbox.ts";
import { moveUp } from "./move-up.ts";
import { createSender } from "./sender.ts";
import { decodeShared } from "./shared-record.ts";
import { createSharedReplica, type Reached } from "./shared-replica.ts";
import { NO_MESSAGE, type Sequence, type SharedStream } from "./shared-stream.ts";
import { untilReached } from "./until-reached.ts";

/** What a log on a shared stream needs from outside. */
export interface JetStreamLogOptions {
  /** The local log that everything is read from. Nobody else may write to it. */
  readonly replica: EventLog;
  readonly stream: SharedStream;
  readonly now: () => EpochMs;
  /** The last message that the replica certainly has; the stream is read from its beginning when left out. */
  readonly startAfter?: Sequence;
}

/** A log on a shared stream, which may be cut off from it. */
export interface JetStreamLog extends EventLog {
  /** Where the replica stands, and up to which message it has everything. */
  reached(): Reached;
  /** Resolves once the replica has all that the stream holds now. @throws SharedLogError when nobody answers. */
  catchUp(): Promise<void>;
  /** Resolves to the reason once nothing comes or goes any more. */
  readonly over: Promise<unknown>;
}

/** Messages that wait for the replica before the stream waits for it. */
const MOST_WAITING = 4_096;

/**
 * Opens a log that several people share: an ordered stream decides what stands in it, a replica on this device is read.
 * Resolves once the replica has what the stream held. Reading never waits for the engine and shows what has come so far; an
 * answered write stands in the stream and in the replica. One thing differs from a log on one device: a replication that breaks
 * off on the way leaves what came before behind, which is a sound log, and goes on from there when it is done again.
 * @throws SharedLogError when the engine does not answer.
 */
export async function openJetStreamLog(options: JetStreamLogOptions): Promise<JetStreamLog> {
  const { replica, stream, now, startAfter = NO_MESSAGE } = options;
  const shared = await createSharedReplica(replica, startAfter);
  const closing = new AbortController();
  const { signal } = closing;
  const take = createInbox(shared.apply, MOST_WAITING, (error) => closing.abort(error));
  const leave = await stream.follow(
    startAfter,
    ({ sequence, payload }) => take({ sequence, shared: decodeShared(payload) }),
    () => closing.abort(new SharedLogError("unreachable")),
  );
  const catchUp = async (): Promise<void> => untilReached(await stream.last(), shared, signal);
  try {
    await catchUp();
  } catch (error) {
    leave();
    throw error;
  }
  const sender = createSender({ replica, shared, stream, now, signal });

  const whileOpen = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    signal.throwIfAborted();
    return work();
  };

  return {
    reached: shared.reached,
    catchUp: () => whileOpen(catchUp),
    over: new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(signal.reason));
    }),
    append: (attempt) => whileOpen(() => sender.send(attempt)),
    refuse: (attempt) => whileOpen(() => sender.send(attempt)),
    replicate: (source) => whileOpen(() => moveUp(source, { replica, shared, stream, signal })),
    head: () => whileOpen(() => replica.head()),
    warmUp: () => whileOpen(() => replica.warmUp()),
    find: (commandId) => whileOpen(() => replica.find(commandId)),
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
