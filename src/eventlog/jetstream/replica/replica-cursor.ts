import { EMPTY_HEAD, type EpochMs, type Head, positionAfter } from "../../envelope.ts";
import type { KnownAuthor } from "../../replication/shared-link.ts";
import { endOf, type SharedRecord } from "../publishing/stream-message.ts";
import { NO_MESSAGE, type Sequence } from "../reading/ordered-stream.ts";
import { addAuthor } from "../signing/authors.ts";
import { holdTime, NO_TIMES, type RecordedTimes } from "../signing/recorded-times.ts";

/** One message of a shared stream, read. Nothing where it could not be read. */
export interface ReadMessage {
  readonly sequence: Sequence;
  readonly shared: SharedRecord | undefined;
  /** When the engine stored it, by its clock; left out for what this device has just written. */
  storedAt?(): EpochMs;
}

/** A message that could be read. */
export type SoundMessage = ReadMessage & { readonly shared: SharedRecord };

/** The end of a shared log as one replica knows it. All of it always belongs together. */
export interface Reached {
  /** The last message that was looked at. */
  readonly sequence: Sequence;
  readonly head: Head;
  /** The message whose events end the log there. */
  readonly endedBy: Sequence;
  /** Who signed what stands in it. Where anybody did, what is not signed is void from then on. */
  readonly authors: readonly KnownAuthor[];
  readonly times: RecordedTimes;
}

/** Before the first message. */
export const BEGINNING: Reached = {
  sequence: NO_MESSAGE,
  head: EMPTY_HEAD,
  endedBy: NO_MESSAGE,
  authors: [],
  times: NO_TIMES,
};

/** Whether a message is void since it is not signed, in a log where somebody signs. */
export function lacksSignature(
  { author }: SharedRecord,
  { authors }: Pick<Reached, "authors">,
): boolean {
  return !author && authors.length > 0;
}

/** Where a log ends behind a record that continues it. */
export function behindRecord(reached: Reached, message: SoundMessage): Reached {
  const { sequence, shared } = message;
  const times = holdTime(reached.times, shared.record, message.storedAt?.());
  if (!("events" in shared.record)) return { ...reached, sequence, times };
  const since = positionAfter(shared.base.position);
  const authors = addAuthor(reached.authors, shared.author, since);
  return { sequence, head: endOf(shared), endedBy: sequence, authors, times };
}

/** The last of some messages. */
export function sequenceOf(run: readonly ReadMessage[]): Sequence {
  return run.at(-1)?.sequence ?? NO_MESSAGE;
}
