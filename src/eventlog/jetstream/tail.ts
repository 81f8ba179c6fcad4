import type { ConsumerMessages } from "@nats-io/jetstream";
import { isSharedLogError } from "../errors.ts";
import type { Sequence, TakeMessage } from "./shared-stream.ts";

/** What following a stream needs. */
export interface TailDependencies {
  /** Begins to read behind a message. @throws SharedLogError when that cannot be done. */
  begin(after: Sequence): Promise<ConsumerMessages>;
  readonly take: TakeMessage;
  /** Told when it ends by itself: nothing more comes. */
  onEnd(): void;
}

/** Milliseconds between two signs of life of an idle stream. */
export const HEARTBEAT = 1_000;

/** Signs of life that may be missed. */
const MISSED = 3;

/** Times that it is begun again before it ends, and the milliseconds between two of them. */
const TRIES = 5;
const PAUSE = 500;

/**
 * Follows a stream on and on. Who reads an ordered consumer reads from one node, and the client waits for it to come back, for as
 * long as that takes; here, silence means that somebody else is asked to go on behind the last message.
 * @throws SharedLogError when it cannot be begun.
 */
export async function followTail(
  after: Sequence,
  { begin, take, onEnd }: TailDependencies,
): Promise<() => void> {
  let reached = after;
  let isStopped = false;
  let messages = await begin(after);

  const beginAgain = async (): Promise<ConsumerMessages> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await begin(reached);
      } catch (error) {
        const isGone = isSharedLogError(error) && error.problem !== "unreachable";
        if (isStopped || isGone || tries === TRIES) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  };
  const takeNext: TakeMessage = (message) => {
    reached = message.sequence;
    return take(message);
  };
  const read = async (): Promise<void> => {
    for (;;) {
      await readUntilSilent(messages, takeNext);
      if (isStopped) return;
      messages = await beginAgain();
      if (isStopped) messages.stop();
    }
  };
  read()
    .catch(() => messages.stop())
    .finally(() => isStopped || onEnd());
  return () => {
    isStopped = true;
    messages.stop();
  };
}

/** Takes messages until it is stopped, or neither a message nor a sign of life comes any more. */
async function readUntilSilent(messages: ConsumerMessages, take: TakeMessage): Promise<void> {
  let missed = 0;
  let isTaking = false;
  const watch = setInterval(() => {
    // Who is busy asks for nothing, and hears nothing.
    missed = isTaking ? 0 : missed + 1;
    if (missed > MISSED) messages.stop();
  }, HEARTBEAT);
  const listen = async (): Promise<void> => {
    for await (const { type } of messages.status()) if (type === "heartbeat") missed = 0;
  };
  listen().catch(() => {});
  try {
    for await (const { seq, data } of messages) {
      missed = 0;
      const taking = take({ sequence: seq as Sequence, payload: data });
      if (!taking) continue;
      isTaking = true;
      await taking;
      isTaking = false;
    }
  } finally {
    clearInterval(watch);
    messages.stop();
  }
}
