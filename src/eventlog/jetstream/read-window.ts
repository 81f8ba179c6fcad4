import type { Sequence, StreamMessage } from "./shared-stream.ts";

/** Reads of messages that come one behind the other, many of them under way at once. */
export interface ReadWindow {
  /** Asks for messages up to `last`, as far as the window has room. */
  fill(last: Sequence): void;
  /** The answer to the oldest question: nothing where the message is not there, or nobody answered. */
  next(): Promise<StreamMessage | undefined> | undefined;
  /** Drops what is under way: the next question is for the message behind `after`. */
  restart(after: Sequence): void;
}

/** Reads under way at once: enough for a line whose answers take 20 ms to bring 25,000 messages a second. */
const MAX_READS = 512;

/** Bytes that are asked for at once. A server cuts off a reader for whom it keeps more than 64 MiB. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Share of the largest size that is kept with each message, so that one large message is forgotten in time. */
const SIZE_DECAY = 0.99;

/** What a window needs. */
export interface ReadWindowOptions {
  /** The message behind which it begins. */
  readonly after: Sequence;
  /** Bytes of a message of the stream, on average. */
  readonly averageBytes: number;
  /** Reads one message. What it throws counts as no answer: whoever asks again is told. */
  read(sequence: Sequence): Promise<StreamMessage | undefined>;
}

/** Makes a window on a stream. */
export function createReadWindow({ after, averageBytes, read }: ReadWindowOptions): ReadWindow {
  let asked = after;
  let reads: Promise<StreamMessage | undefined>[] = [];
  let largest = averageBytes;
  const room = (): number =>
    Math.min(MAX_READS, Math.max(1, Math.floor(MAX_BYTES / Math.max(largest, 1))));
  const learnSize = (message: StreamMessage | undefined): StreamMessage | undefined => {
    if (message) largest = Math.max(largest * SIZE_DECAY, message.payload.length);
    return message;
  };
  return {
    fill(last) {
      // Many at once, which the client sends as one: one question for each answer takes twice as long.
      if (reads.length > room() / 2) return;
      while (asked < last && reads.length < room()) {
        asked = (asked + 1) as Sequence;
        reads.push(read(asked).then(learnSize, () => undefined));
      }
    },
    next: () => reads.shift(),
    restart(sequence) {
      asked = sequence;
      reads = [];
    },
  };
}
