import { isSameHead } from "../../envelope.ts";
import { decodeShared, endOf } from "../publishing/stream-message.ts";
import type { SharedStream } from "../reading/ordered-stream.ts";
import { BEGINNING, type Reached } from "./replica-cursor.ts";

/**
 * Where a replica may go on reading a stream: where it stood, if the stream still says so, else at its beginning. A stream of the
 * same name may have been made anew meanwhile, or have lost its end.
 * @throws SharedLogError when nobody answers.
 */
export async function beginAfter(stream: SharedStream, kept: Reached): Promise<Reached> {
  if (kept.endedBy === BEGINNING.endedBy) return BEGINNING;
  if ((await stream.last()) < kept.sequence) return BEGINNING;
  const message = await stream.read(kept.endedBy);
  const shared = message && decodeShared(message.payload);
  return shared && isSameHead(endOf(shared), kept.head) ? kept : BEGINNING;
}
