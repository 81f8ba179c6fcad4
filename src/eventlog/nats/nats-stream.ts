import {
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { errors, type NatsConnection } from "@nats-io/nats-core";
import type { SharedLogError, SharedLogProblem } from "../errors.ts";
import type {
  Publication,
  Sequence,
  SharedStream,
  StreamMessage,
  StreamState,
} from "../jetstream/reading/ordered-stream.ts";
import { createQuickReads, type QuickReads } from "../jetstream/reading/quick-reads.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { createListeners } from "../util/emitter.ts";
import { listenToBell } from "./change-notifier.ts";
import { followTail } from "./resilient-consumer.ts";

/** Where a shared log lives on a NATS cluster. */
export interface NatsStreamOptions {
  /** Name of the stream: one for each book. */
  readonly name: string;
  /** The one subject of its messages. */
  readonly subject: string;
  /** Milliseconds within which an acknowledgement comes, or is taken for lost; two seconds when left out. */
  readonly patience?: number;
}

/** Milliseconds, where nothing else is said. */
export const PATIENCE = 2_000;

/** What servers from 2.9 on answer when a stream is full or does not take a message: not in the client's list of codes. */
const STORE_FAILED = 10077;
const TOO_LARGE = 10054;

const NOT_DIRECT =
  "An older version made this shared log: its owner has to open it once before it can be read.";

/**
 * Opens a shared stream on NATS JetStream 2.9 or newer. Its messages are read one by one, without a
 * consumer, so that a reader needs no right to make anything on the server. The caller closes the
 * connection.
 * @throws SharedLogError when nobody answers or JetStream is off.
 */
export async function openNatsStream(
  connection: NatsConnection,
  { name, subject, patience = PATIENCE }: NatsStreamOptions,
): Promise<SharedStream> {
  const manager = await jetstreamManager(connection, { timeout: patience, checkAPI: false });
  const client = jetstream(connection, { timeout: patience });
  const ends = createListeners<[last: Sequence]>();

  const state = async (): Promise<StreamState> => {
    const { config, created, state } = await orSharedLogError(manager.streams.info(name));
    if (!config.allow_direct) throw sharedLogError("forbidden", { message: NOT_DIRECT });
    return {
      first: state.first_seq as Sequence,
      last: state.last_seq as Sequence,
      averageBytes: state.messages > 0 ? state.bytes / state.messages : 0,
      createdAt: created,
    };
  };
  const openQuickReads = (longest = patience): QuickReads => {
    const { watcherPrefix: inboxPrefix } = manager.getOptions();
    return createQuickReads(connection, { name, inboxPrefix, patience: longest });
  };
  // Asks for no message, and is answered in words that are the server's own.
  const checkMayRead = () =>
    orSharedLogError(connection.request(`$JS.API.DIRECT.GET.${name}`, "", { timeout: patience }));
  const read = async (sequence: Sequence, from?: string): Promise<StreamMessage | undefined> => {
    const reads = openQuickReads();
    try {
      const [message] = await Promise.all([reads.read(sequence, 1, from), checkMayRead()]);
      return message;
    } finally {
      reads.close();
    }
  };
  const readFrom = async (sequence: Sequence): Promise<StreamMessage | undefined> => {
    const found = await read(sequence, subject);
    if (!found || found.sequence >= sequence) return found;
    // It does not say which one it is: one of these.
    const { last } = await state();
    for (let at = sequence; at <= last; at = (at + 1) as Sequence) {
      const message = await read(at);
      if (message) return message;
    }
    return undefined;
  };

  return {
    name,
    async publish(payload, { id, after }): Promise<Publication> {
      checkSize(payload, connection);
      try {
        const { seq, duplicate } = await client.publish(subject, payload, {
          msgID: id,
          expect: { lastSequence: after },
          timeout: patience,
        });
        return { kind: duplicate ? "repeated" : "stored", sequence: seq as Sequence };
      } catch (error) {
        return publicationOf(error);
      }
    },

    async last() {
      const { last } = await state();
      ends.notify(last);
      return last;
    },

    read: (sequence) => read(sequence),

    follow: (after, take, onEnd) =>
      followTail(after, {
        ...{ read: (sequence) => read(sequence), readFrom, state, take, onEnd },
        openQuickReads: () => openQuickReads(Math.min(patience, PATIENCE)),
        listen: (listener) => listenToBell(connection, subject, listener),
        onLast: ends.add,
      }),
  };
}

async function orSharedLogError<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (error) {
    throw toSharedLogError(error);
  }
}

function checkSize(payload: Uint8Array, { info }: NatsConnection): void {
  const most = info?.max_payload;
  if (most === undefined || payload.length <= most) return;
  const message = `A command of ${payload.length} bytes is larger than the ${most} bytes the shared log takes at once.`;
  throw sharedLogError("too-large", { message });
}

/** What an error says of a message. @throws SharedLogError when it says that it never comes in. */
function publicationOf(error: unknown): Publication {
  if (
    error instanceof JetStreamApiError &&
    error.code === JetStreamApiCodes.StreamWrongLastSequence
  ) {
    return { kind: "behind" };
  }
  const problem = toSharedLogError(error);
  if (problem.problem === "unreachable") return { kind: "unanswered" };
  throw problem;
}

/** What the client threw, as the error of a shared log. */
export function toSharedLogError(cause: unknown): SharedLogError {
  return sharedLogError(problemOf(cause), { cause });
}

function problemOf(error: unknown): SharedLogProblem {
  if (isForbidden(error)) return "forbidden";
  if (!(error instanceof JetStreamApiError)) return "unreachable";
  if (error.code === JetStreamApiCodes.StreamNotFound) return "absent";
  if (error.code === STORE_FAILED) return "full";
  return error.code === TOO_LARGE ? "too-large" : "unreachable";
}

// The client tells a refused request as the cause of another error.
function isForbidden(error: unknown): boolean {
  if (error instanceof errors.PermissionViolationError) return true;
  return error instanceof Error && error.cause !== undefined && isForbidden(error.cause);
}
