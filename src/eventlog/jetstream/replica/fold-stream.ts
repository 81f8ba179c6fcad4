import { loadFastSha256 } from "../../chain/sha256.ts";
import type { Head } from "../../envelope.ts";
import type { Judge } from "../../replication/admission-policy.ts";
import { createMessageInbox } from "../reading/message-inbox.ts";
import { NO_MESSAGE, type Sequence, type SharedStream } from "../reading/ordered-stream.ts";
import { createHeadLog } from "./head-log.ts";
import { createSharedReplica } from "./stream-replica.ts";
import { untilReached } from "./until-reached.ts";

/** How a stream is folded. */
export interface FoldOptions {
  readonly signal: AbortSignal;
  /** What may stand in the log, beyond what its chain tells: anything when left out. */
  readonly judge?: Judge | undefined;
}

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
  const take = createMessageInbox(
    stream,
    fold.apply,
    () => fold.reached().sequence,
    (error) => failing.abort(error),
  );
  const leave = await stream.follow(
    NO_MESSAGE,
    (message) => (message.sequence > upTo ? undefined : take(message)),
    (reason) => failing.abort(reason),
  );
  try {
    await untilReached(upTo, fold, AbortSignal.any([signal, failing.signal]));
    return fold.reached().head;
  } finally {
    leave();
  }
}
