import { createInbox, type Msg, type NatsConnection } from "@nats-io/nats-core";
import type { EpochMs } from "../envelope.ts";
import { SharedLogError } from "../errors.ts";
import type { Sequence, StreamMessage } from "./shared-stream.ts";

/** Reads of messages by one subscription for all of them, and one timer. */
export interface QuickReads {
  /**
   * Reads one message; nothing where the node that answers has none of that number.
   * @param tries times that it is asked for at once where a node has none: another may answer.
   * @throws SharedLogError when no answer comes, as when it is not allowed.
   */
  read(sequence: Sequence, tries: number): Promise<StreamMessage | undefined>;
  close(): void;
}

/** What quick reads need. */
export interface QuickReadsOptions {
  /** Name of the stream. */
  readonly name: string;
  /** What the subjects begin with at which this user is answered. */
  readonly inboxPrefix: string | undefined;
  /** Milliseconds within which an answer comes, or is taken for lost. */
  readonly patience: number;
}

/**
 * Makes reads that are cheap enough for catching up: five times as fast as the client's `request`,
 * which makes a timer and two errors for each. They do not say why no answer came; `request` does.
 */
export function createQuickReads(
  connection: NatsConnection,
  { name, inboxPrefix, patience }: QuickReadsOptions,
): QuickReads {
  const subject = `$JS.API.DIRECT.GET.${name}`;
  const inbox = createInbox(inboxPrefix);
  const waiting = new Map<string, Question>();
  let asked = 0;

  const ask = (question: Question): void => {
    asked += 1;
    const token = String(asked);
    waiting.set(token, question);
    connection.publish(subject, `{"seq":${question.sequence}}`, { reply: `${inbox}.${token}` });
  };
  const subscription = connection.subscribe(`${inbox}.*`, {
    callback(error, answer) {
      if (error) return;
      const token = answer.subject.slice(inbox.length + 1);
      const question = waiting.get(token);
      if (!question) return;
      waiting.delete(token);
      const message = messageOf(question.sequence, answer);
      if (message || question.tries === 1) question.resolve(message);
      else ask({ ...question, tries: question.tries - 1 });
    },
  });
  const timer = setInterval(() => {
    const latest = performance.now() - patience;
    for (const [token, { askedAt, reject }] of waiting) {
      if (askedAt > latest) continue;
      waiting.delete(token);
      reject(new SharedLogError("unreachable"));
    }
  }, patience / 2);

  return {
    read: (sequence, tries) =>
      new Promise((resolve, reject) => {
        ask({ sequence, tries, resolve, reject, askedAt: performance.now() });
      }),
    close() {
      clearInterval(timer);
      subscription.unsubscribe();
      for (const { reject } of waiting.values()) reject(new SharedLogError("unreachable"));
      waiting.clear();
    },
  };
}

interface Question {
  readonly sequence: Sequence;
  readonly tries: number;
  readonly askedAt: number;
  resolve(message: StreamMessage | undefined): void;
  reject(reason: SharedLogError): void;
}

function messageOf(sequence: Sequence, answer: Msg): StreamMessage | undefined {
  const { data } = answer;
  // What says that there is none has no content, as few messages have.
  if (data.length === 0 && (answer.headers?.code ?? 0) > 0) return undefined;
  const storedAt = () => Date.parse(answer.headers?.get("Nats-Time-Stamp") ?? "") as EpochMs;
  return { sequence, payload: data, storedAt };
}
