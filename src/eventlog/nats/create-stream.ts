import { DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType } from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/nats-core";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { type NatsStreamOptions, PATIENCE, toSharedLogError } from "./nats-stream.ts";
import { isServerFrom, type ServerVersion } from "./server-version.ts";

/** How a new stream is kept. */
export interface NewNatsStream extends NatsStreamOptions {
  /** Nodes that each hold all of it: 1, 3 or 5. */
  readonly replicas?: 1 | 3 | 5;
  /**
   * Bytes it may grow to, which the server reserves; 256 MiB when left out. On a server before
   * 2.10.5 it is bounded by 500,000 messages instead.
   */
  readonly maxBytes?: number;
  /** Milliseconds for which a message id is known; two minutes when left out. */
  readonly duplicateWindow?: number;
  /** Whether a log is about to be brought here: until it is whole, nobody else joins. */
  readonly isMoving?: boolean;
}

/** What a stream says of itself. One without a description is whole. */
const MOVING = "A book of Hindsight, which is being brought here and is not whole yet";
const WHOLE = "A book of Hindsight";

const TWO_MINUTES = 120_000;

/** Room for about 300,000 commands: a flooded book takes no room from the others. */
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
const MAX_MESSAGES = 500_000;

/**
 * The first server that keeps a bound in bytes by refusing new messages alone. Older ones forget
 * the size of the record around a message, so that one that just fits is stored and the oldest
 * are deleted for it: any writer could erase the beginning of a book.
 */
const KEEPS_BYTES: ServerVersion = [2, 10, 5];

const NO_BYTES =
  "A bound in bytes needs nats-server 2.10.5 or newer: older ones delete old messages for it.";

/**
 * Makes the stream of a shared log, or finds that it stands there as wanted. Whatever is full refuses what is new, and nothing is
 * ever deleted.
 * @throws SharedLogError when it is not allowed, or one of that name is kept in another way.
 */
export async function createNatsStream(
  connection: NatsConnection,
  options: NewNatsStream,
): Promise<void> {
  const { name, subject, patience = PATIENCE } = options;
  const { replicas = 1, duplicateWindow = TWO_MINUTES, isMoving = false } = options;
  const manager = await jetstreamManager(connection, { timeout: patience, checkAPI: false });
  const bounds = boundsFor(connection, options);
  try {
    await manager.streams.add({
      name,
      ...(isMoving && { description: MOVING }),
      subjects: [subject],
      num_replicas: replicas,
      ...bounds,
      duplicate_window: nanos(duplicateWindow),
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.New,
      allow_direct: true,
      deny_delete: true,
      deny_purge: true,
    });
  } catch (error) {
    throw toSharedLogError(error);
  }
}

/**
 * How far a stream may grow.
 * @throws SharedLogError when a bound is asked for that the server does not keep.
 */
export function boundsFor(
  connection: Pick<NatsConnection, "info">,
  { maxBytes }: Pick<NewNatsStream, "maxBytes">,
): { readonly max_bytes: number } | { readonly max_msgs: number } {
  if (isServerFrom(connection, KEEPS_BYTES)) return { max_bytes: maxBytes ?? DEFAULT_MAX_BYTES };
  if (maxBytes !== undefined) throw sharedLogError("outdated", { message: NO_BYTES });
  return { max_msgs: MAX_MESSAGES };
}

/**
 * Makes a stream ready for those who read it, as far as this user may change it: the messages of
 * one of an older version can be read directly, and one that was moved to is said to be whole. If
 * not, reading it fails with an error that says so.
 * @param isWhole whether whoever asks knows that all of the log stands there.
 * @returns whether a log is still on its way there.
 * @throws SharedLogError when the server does not answer, or there is no such stream.
 */
export async function readyStream(
  connection: NatsConnection,
  { name, patience = PATIENCE }: NatsStreamOptions,
  { isWhole = false } = {},
): Promise<{ readonly isMoving: boolean }> {
  const { streams } = await jetstreamManager(connection, { timeout: patience, checkAPI: false });
  let isMoving = false;
  try {
    const { config } = await streams.info(name);
    isMoving = config.description === MOVING;
    const changes = {
      ...(!config.allow_direct && { allow_direct: true }),
      ...(isMoving && isWhole && { description: WHOLE }),
    };
    if (Object.keys(changes).length > 0) await streams.update(name, changes);
  } catch (cause) {
    const error = toSharedLogError(cause);
    if (error.problem !== "forbidden") throw error;
  }
  return { isMoving: isMoving && !isWhole };
}
