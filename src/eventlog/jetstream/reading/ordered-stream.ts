import type { EpochMs } from "../../envelope.ts";
import type { SharedLogError } from "../../errors.ts";

declare const brand: unique symbol;

/** Number of a message in a shared stream: 1, 2, 3 …; 0 before any. One message holds one command, so these are no positions. */
export type Sequence = number & { readonly [brand]: "Sequence" };

/** Before the first message of a stream. */
export const NO_MESSAGE = 0 as Sequence;

/** A message as it stands in the stream. */
export interface StreamMessage {
  readonly sequence: Sequence;
  readonly payload: Uint8Array;
  /** When it was stored, by the engine's clock. */
  storedAt(): EpochMs;
}

/** The bounds of a stream as the engine knows them. */
export interface StreamState {
  /** The oldest message that is kept: one behind `last` where none is. */
  readonly first: Sequence;
  readonly last: Sequence;
  /** Bytes of a message, on average; 0 where there is none. */
  readonly averageBytes: number;
  /** Changes when a stream of the same name is made anew. */
  readonly createdAt: string;
}

/** What the engine made of a message. */
export type Publication =
  | { readonly kind: "stored"; readonly sequence: Sequence }
  /** A message of the same id stands there. */
  | { readonly kind: "repeated"; readonly sequence: Sequence }
  /** The stream ends elsewhere than its writer saw: nothing was stored. */
  | { readonly kind: "behind" }
  /** Nobody answered in time: it may be stored or not. */
  | { readonly kind: "unanswered" };

/** How a message is to be stored. */
export interface PublishOptions {
  /** A message of the same id is not stored twice within the engine's window. */
  readonly id: string;
  /** The last message of the stream as its writer knows it: the new one directly follows it, or is not stored. */
  readonly after: Sequence;
}

/** Takes a message. Whoever has too many answers with a promise and is waited for. */
export type TakeMessage = (message: StreamMessage) => Promise<void> | undefined;

/**
 * One ordered, append-only stream of messages on an engine that several people reach: all that a shared log needs of it.
 */
export interface SharedStream {
  /** Under which everybody knows it: what is signed for one counts in no other. */
  readonly name: string;
  /**
   * Stores a message behind `after`.
   * @throws SharedLogError when it is not allowed, too large, or the stream takes nothing more.
   */
  publish(payload: Uint8Array, options: PublishOptions): Promise<Publication>;
  /** The last message's number. @throws SharedLogError when nobody answers, or there is no such stream. */
  last(): Promise<Sequence>;
  /**
   * Reads one message; undefined where it does not exist.
   * @throws SharedLogError when the engine does not answer, or it is not allowed.
   */
  read(sequence: Sequence): Promise<StreamMessage | undefined>;
  /**
   * Delivers every message behind `after`, in order, until it is stopped. A message that the engine
   * has lost is left out.
   * @param onEnd called with the reason when it ends by itself.
   * @throws SharedLogError when it cannot begin.
   */
  follow(
    after: Sequence,
    take: TakeMessage,
    onEnd: (reason: SharedLogError) => void,
  ): Promise<() => void>;
}
