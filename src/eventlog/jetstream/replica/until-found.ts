import { EMPTY_HEAD, isSameHead } from "../../envelope.ts";
import { sharedLogError } from "../../replication/shared-log-problems.ts";
import type { SharedStream } from "../reading/ordered-stream.ts";
import type { SharedReplica } from "./stream-replica.ts";
import { untilReached } from "./until-reached.ts";

/** Milliseconds for which a node that has just become the leader may still not tell what comes last. */
const LAG = 2_000;
const PAUSE = 100;

/**
 * Resolves once all that the replica held from the first was found in the stream.
 * @throws SharedLogError `other-log` when nothing of it is there, `parted` when it holds something else.
 */
export async function untilFound(
  stream: SharedStream,
  shared: SharedReplica,
  signal: AbortSignal,
): Promise<void> {
  for (const end = Date.now() + LAG; !shared.isFound(); ) {
    if (Date.now() > end) {
      const isOther = isSameHead(shared.reached().head, EMPTY_HEAD);
      throw sharedLogError(isOther ? "other-log" : "parted");
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await untilReached(await stream.last(), shared, signal);
  }
}
