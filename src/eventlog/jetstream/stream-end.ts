import { isSharedLogError, SharedLogError } from "../errors.ts";
import type { Sequence, StreamState } from "./shared-stream.ts";

/** What a reader knows of the end of a stream: what certainly stands there, and what bells tell besides. */
export interface StreamEnd {
  /** The last message that certainly stands. */
  known(): Sequence;
  /** The last message that is worth asking for. */
  expected(): Sequence;
  /** Takes a message that was read, or an end that somebody else was told. */
  learn(last: Sequence): void;
  /** Takes a bell. @param claimed as in `BellListener`. */
  ring(claimed: Sequence | undefined, reached: Sequence): void;
  /** Forgets what bells promised and nobody stored. */
  forgetPromises(): void;
  /** Whether bells told more than can be believed, so that the engine is to be asked. */
  isDoubtful(): boolean;
  /** When the engine was asked last, in milliseconds. */
  lookedAt(): number;
  /**
   * Asks the engine, a few times where nobody answers.
   * @throws SharedLogError when nobody answers, it is not allowed, or the stream is another one or shorter than before.
   */
  look(reached: Sequence): Promise<void>;
}

/** What finding the end needs. */
export interface StreamEndDependencies {
  readonly first: StreamState;
  state(): Promise<StreamState>;
  readonly signal: AbortSignal;
}

/** Messages that bells may promise ahead of the last that certainly stands: what one writer sends at once. */
const MAX_PROMISED = 64;

/** Times that the engine is asked for the state, and the milliseconds between two of them. */
const MAX_TRIES = 5;
const PAUSE_MS = 500;

const SHORTER =
  "The shared log was made anew on its server, or has lost its end: it is read again from where it agrees with this copy.";

/** Begins to know the end of a stream, with a state that was just told. */
export function createStreamEnd({ first, state, signal }: StreamEndDependencies): StreamEnd {
  let known = first.last;
  let promised = first.last;
  let isDoubtful = false;
  let lookedAt = Date.now();
  let timesShorter = 0;

  const askState = async (): Promise<StreamState> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await state();
      } catch (error) {
        const isUnreachable = isSharedLogError(error) && error.problem === "unreachable";
        if (signal.aborted || !isUnreachable || tries === MAX_TRIES) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };

  return {
    known: () => known,
    expected: () => Math.max(known, promised) as Sequence,
    learn(last) {
      if (last > known) known = last;
    },
    ring(claimed, reached) {
      if (claimed !== undefined && claimed <= reached) return;
      const next = claimed ?? Math.max(known, promised) + 1;
      if (next <= known + MAX_PROMISED) promised = Math.max(promised, next) as Sequence;
      else isDoubtful = true;
    },
    forgetPromises() {
      promised = known;
    },
    isDoubtful: () => isDoubtful,
    lookedAt: () => lookedAt,
    async look(reached) {
      isDoubtful = false;
      const { last, createdAt } = await askState();
      lookedAt = Date.now();
      // A node that has just become the leader may not tell the newest for a moment.
      timesShorter = last < reached ? timesShorter + 1 : 0;
      if (createdAt !== first.createdAt || timesShorter > 1) {
        throw new SharedLogError("unreachable", { message: SHORTER });
      }
      known = Math.max(reached, last) as Sequence;
    },
  };
}
