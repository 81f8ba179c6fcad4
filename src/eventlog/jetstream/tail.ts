import { isSharedLogError, SharedLogError } from "../errors.ts";
import { createAlarm } from "./alarm.ts";
import type { BellListener } from "./bell.ts";
import type { QuickReads } from "./quick-reads.ts";
import { createReadWindow } from "./read-window.ts";
import type { Sequence, StreamMessage, StreamState, TakeMessage } from "./shared-stream.ts";
import { createStreamEnd, type StreamEnd } from "./stream-end.ts";

/** What following a stream needs. */
export interface TailDependencies {
  /** Reads one message; nothing where the node that answers has none of that number. */
  read(sequence: Sequence): Promise<StreamMessage | undefined>;
  /** Makes what reads many messages at once, without telling why one does not come. */
  openQuickReads(): QuickReads;
  /** Reads the first message from `sequence` on. */
  readFrom(sequence: Sequence): Promise<StreamMessage | undefined>;
  state(): Promise<StreamState>;
  /** Tells of every publication from before the answer to the next question on. The result stops it. */
  listen(listener: BellListener): () => void;
  /** Tells of ends of the stream that somebody else was told. The result stops it. */
  onLast(listener: (last: Sequence) => void): () => void;
  readonly take: TakeMessage;
  /** Told the reason when it ends by itself: nothing more comes. */
  onEnd(reason: SharedLogError): void;
}

/** Milliseconds after which an idle stream is looked at: whether the engine is there, and whether a bell was missed. */
const IDLE_MS = 3_000;

/** Milliseconds between two looks for which bells ask that cannot be believed. */
const BETWEEN_LOOKS_MS = 250;

/** Times that a message is asked for without any rest, and the longest of the rests then, in milliseconds. */
const EAGER_TRIES = 3;
const MAX_REST_MS = 250;

/** Questions in a row that may stay unanswered. */
const MAX_SILENCES = 5;

/** Milliseconds after which it is asked whether a message that does not come stands there at all. */
const DOUBT_MS = 1_000;

/** Milliseconds after which a message that stands there, and that no node has, is taken for lost. */
const LOST_MS = 5_000;

/**
 * Follows a stream by reading message after message: many at once while there are some, then one by one as a bell tells of them.
 * Each node answers from its own copy, and one that is behind does not know the newest: then it is asked again. Where a bell was
 * missed, the state of the stream tells how far it goes.
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

  // Before the end is asked for, so that nothing comes in between.
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
    // Other nodes are asked at once where one is behind.
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
    onEnd(isSharedLogError(error) ? error : new SharedLogError("unreachable", { cause: error }));
  });
  return stop;
}

/**
 * Asks for one message until it comes. Resolves to the next one where it is lost, to nothing where it never stood.
 * @throws SharedLogError when nobody answers, or it is not allowed.
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
      const message = await (isLost ? readFrom : read)(sequence);
      if (message) return message;
      silences = 0;
    } catch (error) {
      silences += 1;
      const isSilence = isSharedLogError(error) && error.problem === "unreachable";
      if (!isSilence || silences === MAX_SILENCES) throw error;
      // The engine may be there all the same, or tell that the stream is gone.
      await stream.look(before);
    }
    if (waited <= DOUBT_MS || Date.now() - stream.lookedAt() <= DOUBT_MS) continue;
    await stream.look(before);
    if (sequence > stream.known()) return undefined;
  }
  return undefined;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(milliseconds, 0)));
}
