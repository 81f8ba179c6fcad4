import { errors, type NatsConnection } from "@nats-io/nats-core";
import { SharedLogError } from "../errors.ts";
import type { Sequence } from "./shared-stream.ts";

/** What hears a bell. */
export interface BellListener {
  /**
   * Told whenever somebody publishes to the stream.
   * @param claimed the message that would be it, by its writer's word; nothing where they do not say.
   */
  onRing(claimed: Sequence | undefined): void;
  /** Told once when the engine does not let this user listen. */
  onRefused(error: SharedLogError): void;
}

/** The header by which a writer tells which message the new one is to follow. */
const FOLLOWS = "Nats-Expected-Last-Sequence";

/**
 * Listens to the subject of a stream as a bell: what is heard there may not be stored, or at another place, so it is only a reason
 * to read. Two writers may both claim one sequence, and the engine tells listeners of neither which of them it stored.
 * What the same connection asks for afterwards is answered once it listens, or after it was refused. The result stops it.
 */
export function listenToBell(
  connection: NatsConnection,
  subject: string,
  { onRing, onRefused }: BellListener,
): () => void {
  const subscription = connection.subscribe(subject, {
    callback(error, { headers, data }) {
      if (error) {
        if (error instanceof errors.PermissionViolationError) onRefused(refusedAt(subject, error));
        return;
      }
      // An empty one is the question whether one may write: it is never stored.
      if (data.length === 0) return;
      const follows = Number(headers?.get(FOLLOWS) || Number.NaN);
      onRing(Number.isSafeInteger(follows) ? ((follows + 1) as Sequence) : undefined);
    },
  });
  return () => subscription.unsubscribe();
}

function refusedAt(subject: string, cause: unknown): SharedLogError {
  const message = `This user may not listen at ${subject}, where the shared log tells what is new.`;
  return new SharedLogError("forbidden", { message, cause });
}
