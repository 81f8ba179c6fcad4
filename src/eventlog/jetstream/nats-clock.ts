import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import type { EpochMs } from "../envelope.ts";
import { createListeners } from "../listeners.ts";
import type { NatsStreamOptions } from "./nats-stream.ts";
import type { Sequence, SharedStream, StreamMessage } from "./shared-stream.ts";

/** Milliseconds within which the engine tells its time: nobody waits long for that. */
const PATIENCE = 1_000;

/** Milliseconds by which a difference changes before it is told again. */
const TOLD_FROM = 1_000;

/** Compares this device's clock with the engine's. */
export interface ClockComparison {
  /** Milliseconds by which the device is ahead, as far as is known; 0 where nothing is. */
  ahead(): number;
  /** Tells whenever something else is found out. The result stops it. */
  onAhead(listener: (ahead: number) => void): () => void;
  /** The same stream, which is watched: when one's own messages were sent, and when the engine says that it stored them. */
  watch(stream: SharedStream): SharedStream;
}

/**
 * Compares the clocks, as exactly as the line is quick. Servers from 2.10 on tell their time when they are asked about a stream. Older
 * ones tell it of what they store alone: then a device that is behind its newest message is known at once, and one that is ahead
 * when it has written something.
 */
export async function compareClocks(
  connection: NatsConnection,
  book: NatsStreamOptions,
  now: () => EpochMs,
): Promise<ClockComparison> {
  const listeners = createListeners<[ahead: number]>();
  let ahead = await aheadNow(connection, book, now);
  /** When the device sent the message of a sequence. */
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
