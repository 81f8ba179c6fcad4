import { isSameHead } from "../envelope.ts";
import { SharedLogError } from "../errors.ts";
import { BEGINNING, type Reached } from "./reached.ts";
import { decodeShared, endOf } from "./shared-record.ts";
import type { Sequence, SharedStream, StreamMessage } from "./shared-stream.ts";

/** Milliseconds within which a message comes, or nobody is there to send it. */
const SILENCE = 10_000;

/**
 * Where a replica may go on reading a stream: where it stood, if the stream still says so, else at its beginning. A stream of the
 * same name may have been made anew meanwhile, or have lost its end.
 * @throws SharedLogError when nobody answers.
 */
export async function beginAfter(stream: SharedStream, kept: Reached): Promise<Reached> {
  if (kept.endedBy === BEGINNING.endedBy) return BEGINNING;
  if ((await stream.last()) < kept.sequence) return BEGINNING;
  const { sequence, payload } = await readMessage(stream, kept.endedBy);
  const shared = sequence === kept.endedBy ? decodeShared(payload) : undefined;
  return shared && isSameHead(endOf(shared), kept.head) ? kept : BEGINNING;
}

/** The message of that number, or the next one where it is gone. */
async function readMessage(stream: SharedStream, number: Sequence): Promise<StreamMessage> {
  const ending = new AbortController();
  const { signal } = ending;
  const failure = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  let take = (_: StreamMessage): undefined => undefined;
  const message = new Promise<StreamMessage>((resolve) => {
    take = (first) => resolve(first) as undefined;
  });
  const timer = setTimeout(() => ending.abort(new SharedLogError("unreachable")), SILENCE);
  const leave = await stream.follow(
    (number - 1) as Sequence,
    (first) => take(first),
    () => ending.abort(new SharedLogError("unreachable")),
  );
  try {
    return await Promise.race([message, failure]);
  } finally {
    clearTimeout(timer);
    leave();
  }
}
