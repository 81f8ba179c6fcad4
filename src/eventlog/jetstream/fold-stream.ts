import type { Judge } from "../admission.ts";
import type { Head } from "../envelope.ts";
import { loadFastSha256 } from "../sha256.ts";
import { createHeadLog } from "./head-log.ts";
import { createInbox } from "./inbox.ts";
import { decodeShared } from "./shared-record.ts";
import { createSharedReplica } from "./shared-replica.ts";
import { NO_MESSAGE, type Sequence, type SharedStream } from "./shared-stream.ts";
import { untilReached } from "./until-reached.ts";

/** How a stream is folded. */
export interface FoldOptions {
  readonly signal: AbortSignal;
  /** What may stand in the log, beyond what its chain tells: anything when left out. */
  readonly judge?: Judge | undefined;
}

/** Messages that wait to be folded before the stream waits. */
const MOST_WAITING = 4_096;

/**
 * Folds a stream from its first message on, as somebody does who has none of it. Resolves to where the log ends with a message.
 * Keeps no events, so that its length hardly matters.
 * @throws SharedLogError when nobody answers.
 * @throws the signal's reason when it is broken off.
 */
export async function foldStream(
  stream: SharedStream,
  upTo: Sequence,
  { signal, judge }: FoldOptions,
): Promise<Head> {
  const fold = await createSharedReplica(createHeadLog(await loadFastSha256()), { judge });
  const failing = new AbortController();
  const take = createInbox(fold.apply, MOST_WAITING, (error) => failing.abort(error));
  const leave = await stream.follow(
    NO_MESSAGE,
    ({ sequence, payload }) =>
      sequence > upTo ? undefined : take({ sequence, shared: decodeShared(payload) }),
    (reason) => failing.abort(reason),
  );
  try {
    await untilReached(upTo, fold, AbortSignal.any([signal, failing.signal]));
    return fold.reached().head;
  } finally {
    leave();
  }
}
