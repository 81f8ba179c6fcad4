import { isSameHead } from "../envelope.ts";
import {
  behindCommit,
  lacksSignature,
  type Reached,
  type ReadMessage,
  sequenceOf,
} from "./reached.ts";
import type { SharedRecord } from "./shared-record.ts";

/** What of a run continues the log, by what its writers say they saw, and where it ends then. The rest is void. */
export interface Sifted {
  readonly continuing: readonly (ReadMessage & { readonly shared: SharedRecord })[];
  readonly end: Reached;
  /** Whether somebody had seen all before their message, and saw the log end elsewhere. */
  readonly isDoubtful: boolean;
}

/** Sifts messages that come directly behind `reached`. */
export function sift(run: readonly ReadMessage[], reached: Reached): Sifted {
  const continuing: Sifted["continuing"][number][] = [];
  let end = reached;
  let isDoubtful = false;
  for (const { sequence, shared } of run) {
    if (!shared || lacksSignature(shared, end)) continue;
    if (!isSameHead(shared.base, end.head)) {
      isDoubtful ||= !shared.ahead;
      continue;
    }
    continuing.push({ sequence, shared });
    if ("events" in shared.record) end = behindCommit(end, { sequence, shared });
  }
  return { continuing, end: { ...end, sequence: sequenceOf(run) }, isDoubtful };
}
