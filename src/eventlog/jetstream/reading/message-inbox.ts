import { createMessageReader } from "../publishing/stream-message.ts";
import type { ReadMessage } from "../replica/replica-cursor.ts";
import { createInbox } from "./batch-queue.ts";
import type { Sequence, SharedStream, TakeMessage } from "./ordered-stream.ts";

/** Messages that wait before the stream waits for them. */
const MAX_WAITING = 4_096;

/**
 * Makes what takes the messages of a stream: each is read and its signature checked as it comes,
 * many at the same time, and worked on in order.
 * @param reached the last message that is known: what comes up to it is not read.
 * @param onError called with the first failure; nothing is worked on after it.
 */
export function createMessageInbox(
  stream: Pick<SharedStream, "name">,
  work: (messages: readonly ReadMessage[]) => Promise<void>,
  reached: () => Sequence,
  onError: (error: unknown) => void,
): TakeMessage {
  const read = createMessageReader(stream.name);
  const take = createInbox<Promise<ReadMessage>>(
    async (reading) => work(await Promise.all(reading)),
    MAX_WAITING,
    onError,
  );
  return ({ sequence, payload, storedAt }) => {
    if (sequence <= reached()) return undefined;
    const reading = read(payload).then((shared) => ({ sequence, shared, storedAt }));
    // Told where it is worked on.
    reading.catch(() => {});
    return take(reading);
  };
}
