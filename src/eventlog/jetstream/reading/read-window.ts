import type { Sequence, StreamMessage } from "./ordered-stream.ts";

/** Pipelined reads of consecutive messages. */
export interface ReadWindow {
  /** Starts reads up to `last`, as far as the window has room. */
  fill(last: Sequence): void;
  /** The answer to the oldest read; undefined where the message is missing or no answer came. */
  next(): Promise<StreamMessage | undefined> | undefined;
  /** Drops the reads in flight: the next read is of the message behind `after`. */
  restart(after: Sequence): void;
}

/** Reads in flight: with a round trip of 20 ms, 25,000 messages a second. */
const MAX_READS = 512;

/** Bytes in flight. A server disconnects a client that has more than 64 MiB pending. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Factor by which the largest size decays with each message. */
const SIZE_DECAY = 0.99;

/** What a window needs. */
export interface ReadWindowOptions {
  /** The message behind which it begins. */
  readonly after: Sequence;
  /** Bytes of a message of the stream, on average. */
  readonly averageBytes: number;
  /** Reads one message. A rejection counts as no answer. */
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
      // Refilled when half empty: the client sends such a batch in one piece, twice as fast.
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
