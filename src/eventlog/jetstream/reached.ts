import { EMPTY_HEAD, type Head } from "../envelope.ts";
import type { SharedRecord } from "./shared-record.ts";
import { NO_MESSAGE, type Sequence } from "./shared-stream.ts";

/** One message of a shared stream, read. Nothing where it could not be read. */
export interface ReadMessage {
  readonly sequence: Sequence;
  readonly shared: SharedRecord | undefined;
}

/** The end of a shared log as one replica knows it. All of it always belongs together. */
export interface Reached {
  /** The last message that was looked at. */
  readonly sequence: Sequence;
  readonly head: Head;
  /** The message whose events end the log there. */
  readonly endedBy: Sequence;
}

/** Before the first message. */
export const BEGINNING: Reached = { sequence: NO_MESSAGE, head: EMPTY_HEAD, endedBy: NO_MESSAGE };

/** The last of some messages. */
export function sequenceOf(run: readonly ReadMessage[]): Sequence {
  return run.at(-1)?.sequence ?? NO_MESSAGE;
}
