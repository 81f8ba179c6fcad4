import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import type { EpochMs } from "../envelope.ts";
import type { Sequence, SharedStream, StreamMessage } from "../jetstream/reading/ordered-stream.ts";
import { createListeners } from "../util/emitter.ts";
import type { NatsStreamOptions } from "./nats-stream.ts";

/** Milliseconds within which the engine tells its time: nobody waits long for that. */
const PATIENCE = 1_000;

/** Milliseconds by which a difference changes before the listeners are called again. */
const TOLD_FROM = 1_000;

/** Compares this device's clock with the engine's. */
export interface ClockComparison {
  /** Milliseconds by which the device is ahead, as far as is known; 0 where nothing is. */
  ahead(): number;
  /** Calls the listener whenever the difference changes. The result stops it. */
  onAhead(listener: (ahead: number) => void): () => void;
  /** Wraps a stream, to compare when its messages are sent with when the engine stored them. */
  watch(stream: SharedStream): SharedStream;
}

/**
 * Compares the clocks, as exactly as the line is quick. Servers from 2.10 on send their time with
 * the state of a stream. Older ones date only what they store: then a device that is behind the
 * newest message is found out at once, and one that is ahead with its first own message.
 */
export async function compareClocks(
  connection: NatsConnection,
  book: NatsStreamOptions,
  now: () => EpochMs,
): Promise<ClockComparison> {
  const listeners = createListeners<[ahead: number]>();
  let ahead = await aheadNow(connection, book, now);
  /** By sequence, when this device sent a message that is not read back yet. */
  const sentAt = new Map<Sequence, number>();

  const compare = ({ sequence, storedAt }: StreamMessage): void => {
    const sent = sentAt.get(sequence);
    if (sent === undefined) return;
    sentAt.clear();
    const found = sent - storedAt();
    if (Math.abs(found - ahead) < TOLD_FROM) return;
    ahead = found;
    listeners.notify(ahead);
  };

  return {
    ahead: () => ahead,
    onAhead: listeners.add,
    watch: (stream) => ({
      ...stream,
      async publish(payload, options) {
        const asked = now();
        const publication = await stream.publish(payload, options);
        if (publication.kind === "stored" && sentAt.size === 0) {
          sentAt.set(publication.sequence, (asked + now()) / 2);
        }
        return publication;
      },
      follow: (after, take, onEnd) =>
        stream.follow(
          after,
          (message) => {
            compare(message);
            return take(message);
          },
          onEnd,
        ),
    }),
  };
}

async function aheadNow(
  connection: NatsConnection,
  { name }: NatsStreamOptions,
  now: () => EpochMs,
): Promise<number> {
  try {
    const { streams } = await jetstreamManager(connection, { timeout: PATIENCE, checkAPI: false });
    const asked = now();
    const { ts, state } = await streams.info(name);
    const answered = now();
    if (ts !== undefined) return (asked + answered) / 2 - Date.parse(ts);
    return state.messages > 0 ? Math.min(0, answered - Date.parse(state.last_ts)) : 0;
  } catch {
    return 0;
  }
}
