import { isSharedLogError, type SharedLogError } from "../errors.ts";
import type {
  Sequence,
  StreamMessage,
  StreamState,
  TakeMessage,
} from "../jetstream/reading/ordered-stream.ts";
import type { QuickReads } from "../jetstream/reading/quick-reads.ts";
import { createReadWindow } from "../jetstream/reading/read-window.ts";
import { createStreamEnd, type StreamEnd } from "../jetstream/reading/stream-end.ts";
import { createAlarm } from "../jetstream/reading/wake-signal.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import type { BellListener } from "./change-notifier.ts";

/** What following a stream needs. */
export interface TailDependencies {
  /** Reads one message; undefined where the node that answers does not have it. */
  read(sequence: Sequence): Promise<StreamMessage | undefined>;
  /** Makes the pipelined reads, which do not say why a message does not come. */
  openQuickReads(): QuickReads;
  /** Reads the first message from `sequence` on. */
  readFrom(sequence: Sequence): Promise<StreamMessage | undefined>;
  state(): Promise<StreamState>;
  /** Listens to publications, from before the next request is answered on. The result stops it. */
  listen(listener: BellListener): () => void;
  /** Calls the listener with each end of the stream that another caller reads. */
  onLast(listener: (last: Sequence) => void): () => void;
  readonly take: TakeMessage;
  /** Called with the reason when it ends by itself. */
  onEnd(reason: SharedLogError): void;
}

/** Milliseconds of silence after which the state is read: a bell, or the engine, may be lost. */
const IDLE_MS = 3_000;

/** Milliseconds between two reads of the state because of implausible bells. */
const BETWEEN_LOOKS_MS = 250;

/** Reads of a message without a pause in between, and the longest pause after those. */
const EAGER_TRIES = 3;
const MAX_REST_MS = 250;

/** Reads in a row that may stay unanswered. */
const MAX_SILENCES = 5;

/** Milliseconds after which the state tells whether a missing message exists at all. */
const DOUBT_MS = 1_000;

/** Milliseconds after which a message that exists and that no node returns counts as lost. */
const LOST_MS = 5_000;

/**
 * Follows a stream by reading its messages: pipelined up to the end, then as bells ring. Each node
 * answers from its own copy, so a message that one of them does not have yet is read again. The
 * state of the stream makes up for lost bells.
 * @throws SharedLogError when it cannot begin.
 */
export async function followTail(
  after: Sequence,
  dependencies: TailDependencies,
): Promise<() => void> {
  const { openQuickReads, state, listen, onLast, take, onEnd } = dependencies;
  const stopping = new AbortController();
  const { signal } = stopping;
  const alarm = createAlarm();
  let reached = after;
  let averageBytes = 0;
  let end: StreamEnd | undefined;
  let refused: SharedLogError | undefined;

  // Before the state is read, so that no message falls in between.
  const quick = openQuickReads();
  const stops = [
    quick.close,
    listen({
      onRing(claimed) {
        end?.ring(claimed, reached);
        alarm.ring();
      },
      onRefused(error) {
        refused = error;
        alarm.ring();
      },
    }),
    onLast((last) => {
      end?.learn(last);
      alarm.ring();
    }),
  ];
  const stop = (): void => {
    stopping.abort();
    for (const stopIt of stops) stopIt();
    alarm.ring();
  };

  const begin = async (): Promise<StreamEnd> => {
    const first = await state();
    if (refused) throw refused;
    reached = Math.max(after, first.first - 1) as Sequence;
    averageBytes = first.averageBytes;
    return createStreamEnd({ first, state, signal });
  };
  const run = async (stream: StreamEnd): Promise<void> => {
    const read = (sequence: Sequence): Promise<StreamMessage | undefined> =>
      quick.read(sequence, sequence <= stream.known() ? EAGER_TRIES : 1);
    const window = createReadWindow({ after: reached, averageBytes, read });
    while (!signal.aborted) {
      if (refused) throw refused;
      window.fill(stream.expected());
      const reading = window.next();
      if (!reading) {
        await restUntilNews(stream);
        continue;
      }
      const next = (reached + 1) as Sequence;
      const message = (await reading) ?? (await insistOn(next, stream, dependencies, signal));
      if (signal.aborted) return;
      if (!message) stream.forgetPromises();
      if (message?.sequence !== next) window.restart(message?.sequence ?? reached);
      if (!message) continue;
      reached = message.sequence;
      stream.learn(reached);
      const taking = take(message);
      if (taking) await taking;
    }
  };
  const restUntilNews = async (stream: StreamEnd): Promise<void> => {
    const isIdle = !(await alarm.within(IDLE_MS));
    if (!isIdle && !stream.isDoubtful()) return;
    if (!isIdle) await pause(stream.lookedAt() + BETWEEN_LOOKS_MS - Date.now());
    if (!signal.aborted) await stream.look(reached);
  };

  try {
    end = await begin();
  } catch (error) {
    stop();
    throw error;
  }
  run(end).catch((error) => {
    if (signal.aborted) return;
    stop();
    onEnd(isSharedLogError(error) ? error : sharedLogError("unreachable", { cause: error }));
  });
  return stop;
}

/**
 * Reads one message until it comes. Resolves to the next one if it is lost, and to undefined if it
 * was never stored.
 * @throws SharedLogError when the engine does not answer, or it is not allowed.
 */
async function insistOn(
  sequence: Sequence,
  stream: StreamEnd,
  { read, readFrom }: Pick<TailDependencies, "read" | "readFrom">,
  signal: AbortSignal,
): Promise<StreamMessage | undefined> {
  const before = (sequence - 1) as Sequence;
  const began = Date.now();
  for (let tries = 1, silences = 0; !signal.aborted; tries += 1) {
    if (tries > EAGER_TRIES) await pause(Math.min(2 ** (tries - EAGER_TRIES), MAX_REST_MS));
    const waited = Date.now() - began;
    const isLost = waited > LOST_MS && sequence <= stream.known();
    try {
      const message = isLost
        ? ((await readFrom(sequence)) ?? (await nextOf(sequence, stream.known(), read)))
        : await read(sequence);
      if (message) return message;
      silences = 0;
    } catch (error) {
      silences += 1;
      const isSilence = isSharedLogError(error) && error.problem === "unreachable";
      if (!isSilence || silences === MAX_SILENCES) throw error;
      // The engine may answer this, or say that the stream is gone.
      await stream.look(before);
    }
    if (waited <= DOUBT_MS || Date.now() - stream.lookedAt() <= DOUBT_MS) continue;
    await stream.look(before);
    if (sequence > stream.known()) return undefined;
  }
  return undefined;
}

/**
 * The next message that there is: by its number, where its writer has hidden that in the headers.
 */
async function nextOf(
  lost: Sequence,
  last: Sequence,
  read: TailDependencies["read"],
): Promise<StreamMessage | undefined> {
  for (let next = lost + 1; next <= last; next += 1) {
    const message = await read(next as Sequence);
    if (message) return message;
  }
  return undefined;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(milliseconds, 0)));
}
