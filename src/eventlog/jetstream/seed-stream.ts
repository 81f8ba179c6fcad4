import { headOf } from "../chain/commit.ts";
import {
  type CommandId,
  type Hash,
  type Head,
  isSameHead,
  type Position,
  positionAfter,
} from "../envelope.ts";
import type { EventLog } from "../event-log.ts";
import type { Remembered } from "../records.ts";
import { readLastRefusals, readRecords } from "../replication/commit-reader.ts";
import type { MovingOptions } from "../replication/replicated-log.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { publishChain, storedAt, WINDOW } from "./publishing/publish-window.ts";
import { endOf, messageIdOf, type SharedRecord } from "./publishing/stream-message.ts";
import { createMessageInbox } from "./reading/message-inbox.ts";
import { NO_MESSAGE, type Sequence, type SharedStream } from "./reading/ordered-stream.ts";
import { hashesBehind } from "./replica/hashes-behind.ts";
import {
  BEGINNING,
  behindRecord,
  lacksSignature,
  type ReadMessage,
} from "./replica/replica-cursor.ts";
import type { Signer } from "./signing/signatures.ts";

/** Events that are read from the log at once. */
const PART = 1_024;

/** Rounds in which nothing more came to stand before it is given up. */
const TRIES = 5;

/**
 * Sends a whole log to a stream, which may have the beginning of it: so it goes on where it was broken off. What stands in the
 * stream is read back and held against the log, hash by hash. The log may grow meanwhile.
 * @throws SharedLogError when the stream holds something else, or does not take it. What stands there is the log's beginning.
 * @throws the signal's reason when it is broken off.
 */
export async function moveLogUp(
  log: EventLog,
  stream: SharedStream,
  { signal, onProgress, signer }: MovingOptions & { readonly signer?: Signer | undefined } = {},
): Promise<void> {
  const check = createChecker(log);
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure ??= error;
  };
  const take = createMessageInbox(stream, check.take, () => check.reached().sequence, fail);
  const leave = await stream.follow(NO_MESSAGE, take, fail);
  const untilChecked = async (sequence: Sequence): Promise<void> => {
    while (check.reached().sequence < sequence) {
      if (failure) throw failure;
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  try {
    await untilChecked(await stream.last());
    for (let idle = 0; idle < TRIES; ) {
      signal?.throwIfAborted();
      const { head } = await check.reached();
      const total = (await log.head()).position;
      onProgress?.(head.position, total);
      const open = await nextRecords(log, head, total, check.hasRefusal);
      if (open.length === 0) return;
      const before = check.reached().sequence;
      await publishAll(open, { stream, signer }, check.reached, untilChecked);
      await untilChecked(await stream.last());
      idle = check.reached().sequence > before ? 0 : idle + 1;
    }
    throw sharedLogError("unreachable");
  } finally {
    leave();
  }
}

/** The records that come next behind `head`. A command that spans the end of a part is left to the next one. */
async function nextRecords(
  log: EventLog,
  { position }: Head,
  total: Position,
  isKnown: (id: CommandId) => boolean,
): Promise<readonly Remembered[]> {
  const open = ({ command }: Remembered): boolean => !command || !isKnown(command.id);
  if (position === total) return (await readLastRefusals(log, total)).filter(open);
  const isOpen = (record: Remembered): boolean => "events" in record || open(record);
  for (let part = PART; ; part *= 2) {
    const to = Math.min(positionAfter(position, part), total) as Position;
    const records = (await readRecords(log, positionAfter(position), to)).filter(isOpen);
    if (to === total) return records;
    const last = records.findLastIndex((record) => "events" in record);
    if (last > 0) return records.slice(0, last);
  }
}

async function publishAll(
  records: readonly Remembered[],
  { stream, signer }: { readonly stream: SharedStream; readonly signer: Signer | undefined },
  reached: Checker["reached"],
  untilChecked: (sequence: Sequence) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < records.length; from += WINDOW) {
    const { sequence, head } = reached();
    const chain = withBases(records.slice(from, from + WINDOW), head);
    const ids = chain.map(({ record }) => messageIdOf(record));
    const answers = await publishChain(stream, chain, sequence, { ids, signer });
    const refused = answers.find((answer) => answer.status === "rejected");
    if (refused) throw refused.reason;
    const last = storedAt(answers.at(-1));
    // Somebody else wrote, or an answer was lost: what stands there now tells how to go on.
    if (last === undefined) return;
    await untilChecked(last);
  }
}

function withBases(records: readonly Remembered[], head: Head): readonly SharedRecord[] {
  let base = head;
  return records.map((record) => {
    const shared = { base, record };
    if ("events" in record) base = headOf(record);
    return shared;
  });
}

/** Holds what stands in a stream against a log. */
interface Checker {
  /** The last message that was looked at, and the event up to which the stream holds the log. */
  reached(): { readonly sequence: Sequence; readonly head: Head };
  hasRefusal(id: CommandId): boolean;
  /** @throws SharedLogError at the first event that is none of the log's. */
  take(messages: readonly ReadMessage[]): Promise<void>;
}

function createChecker(log: EventLog): Checker {
  const refused = new Set<CommandId>();
  let reached = BEGINNING;

  const check = ({ sequence, shared }: ReadMessage, hashes: ReadonlyMap<Position, Hash>): void => {
    // Void, for every replica.
    if (!shared || lacksSignature(shared, reached)) return;
    if (!isSameHead(shared.base, reached.head)) return;
    if ("refusal" in shared.record) {
      refused.add(shared.record.command.id);
      return;
    }
    const end = endOf(shared);
    if (hashes.get(end.position) !== end.hash) throw sharedLogError("other-log");
    reached = behindRecord(reached, { sequence, shared });
  };

  return {
    reached: () => reached,
    hasRefusal: (id) => refused.has(id),
    async take(messages) {
      const hashes = await hashesBehind(log, reached.head, messages);
      for (const message of messages) {
        check(message, hashes);
        reached = { ...reached, sequence: message.sequence };
      }
    },
  };
}
