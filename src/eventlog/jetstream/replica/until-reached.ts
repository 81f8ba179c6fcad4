import { sharedLogError } from "../../replication/shared-log-problems.ts";
import type { Sequence } from "../reading/ordered-stream.ts";
import type { SharedReplica } from "./stream-replica.ts";

/** Milliseconds within which the next messages come, or nobody is there to send them. */
const SILENCE = 10_000;

/**
 * Waits until the replica has everything up to a message.
 * @throws SharedLogError when nothing comes any more.
 */
export async function untilReached(
  sequence: Sequence,
  shared: SharedReplica,
  signal: AbortSignal,
): Promise<void> {
  while (shared.reached().sequence < sequence) {
    const { sequence: before } = shared.reached();
    const silence = AbortSignal.timeout(SILENCE);
    try {
      await shared.until(sequence, AbortSignal.any([signal, silence]));
    } catch (error) {
      signal.throwIfAborted();
      // A long way takes its time.
      if (shared.reached().sequence > before) continue;
      const message = "The shared log stopped sending what others wrote.";
      throw sharedLogError("unreachable", { message, cause: error });
    }
  }
}
