import { isSameHead } from "../../envelope.ts";
import type { SharedRecord } from "../publishing/stream-message.ts";
import {
  behindRecord,
  lacksSignature,
  type Reached,
  type ReadMessage,
  type SoundMessage,
  sequenceOf,
} from "./replica-cursor.ts";

/** What of a run continues the log, by what its writers say they saw, and where it ends then. The rest is void. */
export interface Sifted {
  readonly continuing: readonly SoundMessage[];
  readonly end: Reached;
  /** What somebody wrote who had seen all before it, and saw the log end elsewhere. */
  readonly doubtful: readonly SharedRecord[];
}

/** Sifts messages that come directly behind `reached`. */
export function sift(run: readonly ReadMessage[], reached: Reached): Sifted {
  const continuing: SoundMessage[] = [];
  let end = reached;
  const doubtful: SharedRecord[] = [];
  for (const message of run) {
    const { shared } = message;
    if (!shared || lacksSignature(shared, end)) continue;
    if (!isSameHead(shared.base, end.head)) {
      if (!shared.ahead) doubtful.push(shared);
      continue;
    }
    const sound = { ...message, shared };
    continuing.push(sound);
    end = behindRecord(end, sound);
  }
  return { continuing, end: { ...end, sequence: sequenceOf(run) }, doubtful };
}
