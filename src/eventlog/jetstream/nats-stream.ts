import {
  type ConsumerMessages,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { errors, type NatsConnection } from "@nats-io/nats-core";
import { SharedLogError, type SharedLogProblem } from "../errors.ts";
import type { Publication, Sequence, SharedStream } from "./shared-stream.ts";
import { followTail, HEARTBEAT } from "./tail.ts";

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

/** Messages that are asked for ahead. */
const AHEAD = 512;

/** What servers from 2.9 on answer when a stream is full or does not take a message: not in the client's list of codes. */
const STORE_FAILED = 10077;
const TOO_LARGE = 10054;

/**
 * A shared stream on NATS JetStream, of which nothing above version 2.9 is asked. The connection stays its opener's.
 * @throws SharedLogError when nobody answers or JetStream is off.
 */
export async function openNatsStream(
  connection: NatsConnection,
  { name, subject, patience = PATIENCE }: NatsStreamOptions,
): Promise<SharedStream> {
  const manager = await jetstreamManager(connection, { timeout: patience, checkAPI: false });
  const client = jetstream(connection, { timeout: patience });

  const begin = async (after: Sequence): Promise<ConsumerMessages> => {
    try {
      const from = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 };
      const consumer = await client.consumers.get(name, from);
      return await consumer.consume({ max_messages: AHEAD, idle_heartbeat: HEARTBEAT });
    } catch (error) {
      throw toSharedLogError(error);
    }
  };

  return {
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
      try {
        const { state } = await manager.streams.info(name);
        return state.last_seq as Sequence;
      } catch (error) {
        throw toSharedLogError(error);
      }
    },

    follow: (after, take, onEnd) => followTail(after, { begin, take, onEnd }),
  };
}

function checkSize(payload: Uint8Array, { info }: NatsConnection): void {
  const most = info?.max_payload;
  if (most === undefined || payload.length <= most) return;
  const message = `A command of ${payload.length} bytes is larger than the ${most} bytes the shared log takes at once.`;
  throw new SharedLogError("too-large", { message });
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
  return new SharedLogError(problemOf(cause), { cause });
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
