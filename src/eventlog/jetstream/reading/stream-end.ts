import { isSharedLogError } from "../../errors.ts";
import { sharedLogError } from "../../replication/shared-log-problems.ts";
import type { Sequence, StreamState } from "./ordered-stream.ts";

/** What a reader knows about the end of a stream: from the engine, and from bells. */
export interface StreamEnd {
  /** The last message that certainly exists. */
  known(): Sequence;
  /** The last message that is worth reading. */
  expected(): Sequence;
  /** Takes the sequence of a message that exists. */
  learn(last: Sequence): void;
  /** Takes a bell. @param claimed as in `BellListener`. */
  ring(claimed: Sequence | undefined, reached: Sequence): void;
  /** Forgets the messages that bells promised and that were never stored. */
  forgetPromises(): void;
  /** Whether bells claimed more than is plausible, so that the engine has to be asked. */
  isDoubtful(): boolean;
  /** When the engine was asked last, in milliseconds. */
  lookedAt(): number;
  /**
   * Asks the engine, up to five times if it does not answer.
   * @throws SharedLogError when it does not answer, does not allow it, or has a stream that was
   *   made anew or has become shorter.
   */
  look(reached: Sequence): Promise<void>;
}

/** What finding the end needs. */
export interface StreamEndDependencies {
  readonly first: StreamState;
  state(): Promise<StreamState>;
  readonly signal: AbortSignal;
}

/** Messages that bells may promise beyond the known end: as many as a writer sends at once. */
const MAX_PROMISED = 64;

/** Times that the engine is asked for the state, and the milliseconds between two of them. */
const MAX_TRIES = 5;
const PAUSE_MS = 500;

const SHORTER =
  "The shared log was made anew on its server, or has lost its end: it is compared with this copy.";

/** Makes the knowledge of a stream's end from a state that was just read. */
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
      // A new leader may report an older end for a moment.
      timesShorter = last < reached ? timesShorter + 1 : 0;
      if (createdAt !== first.createdAt || timesShorter > 1) {
        throw sharedLogError("unreachable", { message: SHORTER });
      }
      known = Math.max(reached, last) as Sequence;
    },
  };
}
