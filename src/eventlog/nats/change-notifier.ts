import { errors, type NatsConnection } from "@nats-io/nats-core";
import type { SharedLogError } from "../errors.ts";
import type { Sequence } from "../jetstream/reading/ordered-stream.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { headersOf } from "./message-headers.ts";

/** Callbacks of a bell. */
export interface BellListener {
  /**
   * Called with each publication to the stream.
   * @param claimed the sequence that its writer expects it to get, where the message says so.
   */
  onRing(claimed: Sequence | undefined): void;
  /** Called when the engine does not let this user listen. */
  onRefused(error: SharedLogError): void;
}

/** The header that names the sequence which the new message must follow. */
const FOLLOWS = "Nats-Expected-Last-Sequence";

/**
 * Listens to the subject of a stream as a bell: a reason to read, and nothing more. A message heard
 * there may be refused, and of two that claim one sequence only one is stored. The subscription is
 * made, or refused, before the next request of this connection is answered. The result stops it.
 */
export function listenToBell(
  connection: NatsConnection,
  subject: string,
  { onRing, onRefused }: BellListener,
): () => void {
  const subscription = connection.subscribe(subject, {
    callback(error, rung) {
      if (error) {
        if (error instanceof errors.PermissionViolationError) onRefused(refusedAt(subject, error));
        return;
      }
      // An empty one is the question whether one may write: it is never stored.
      if (rung.data.length === 0) return;
      const follows = Number(headersOf(rung)?.get(FOLLOWS) || Number.NaN);
      onRing(Number.isSafeInteger(follows) ? ((follows + 1) as Sequence) : undefined);
    },
  });
  return () => subscription.unsubscribe();
}

function refusedAt(subject: string, cause: unknown): SharedLogError {
  const message = `This user may not listen at ${subject}, where the shared log tells what is new.`;
  return sharedLogError("forbidden", { message, cause });
}
