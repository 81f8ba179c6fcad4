import { type Head, type Position, positionAfter, START } from "../../eventlog/envelope.ts";
import { CorruptLogError, isReplicationError } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { canTake, type JournalRun } from "../../eventlog/journal-run.ts";
import { recordsOf } from "../../eventlog/replication/commit-reader.ts";
import type { ReplicaBatch } from "../../eventlog/replication/replica-batch.ts";

/** How copying is watched and broken off. */
export interface CopyOptions {
  readonly signal?: AbortSignal;
  /** Told how many events the copy has, and how many it is to have. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Events that are copied in one transaction: what was copied before stays when the next one fails. */
  readonly part?: number;
}

const PART = 262_144;
/** Events read at once. */
const BATCH = 2_048;
/** Events looked at, at once, for the end of a command. */
const LOOK = 64;

/** The position at which the command ends whose events stand at a position of a log: a command is taken whole. */
export async function endOfCommand(log: EventLog, at: Position): Promise<Position> {
  if (at === START) return START;
  let end = at;
  let command: string | undefined;
  for (;;) {
    const events = await log.read({ from: end, to: positionAfter(end, LOOK) });
    command ??= events[0]?.meta.commandId;
    const other = events.find(({ meta }) => meta.commandId !== command);
    if (other) return positionAfter(other.position, -1);
    const last = events.at(-1)?.position ?? end;
    if (last < end + LOOK) return last;
    end = last;
  }
}

/**
 * Makes a log the copy of another one's first events, with the journal of their commands: each
 * event is held against its hash on the way. What the copy has already is not copied again, so that
 * it goes on where it was broken off.
 * @param upTo where a command ends, see `endOfCommand`.
 * @throws ReplicationError when the copy does not begin like the other log.
 * @throws CorruptLogError where the other log cannot be read, or ends before.
 * @throws StorageError when the storage failed, and the signal's reason when it is broken off.
 */
export async function copyFirstEvents(
  from: EventLog,
  to: EventLog,
  upTo: Position,
  options: CopyOptions = {},
): Promise<Head> {
  const { part = PART } = options;
  let head = await to.head();
  while (head.position < upTo) {
    const before = head.position;
    const last = Math.min(before + part, upTo) as Position;
    const end = Math.min(await endOfCommand(from, last), upTo) as Position;
    try {
      head = await to.replicate(readOn(from, { next: positionAfter(before), end, upTo }, options));
    } catch (error) {
      head = await to.head();
      // Another tab may be at the same work: what it copied need not be copied here.
      if (!isReplicationError(error) || head.position === before) throw error;
    }
    if (head.position === before) throw new CorruptLogError(positionAfter(before), "it is missing");
  }
  return head;
}

async function* readOn(
  log: EventLog,
  { next, end, upTo }: { readonly next: Position; readonly end: Position; readonly upTo: Position },
  { signal, onProgress }: CopyOptions,
): AsyncGenerator<ReplicaBatch | JournalRun> {
  for (let from = next; from <= end; ) {
    signal?.throwIfAborted();
    const to = Math.min(positionAfter(from, BATCH - 1), end) as Position;
    const events = await log.read({ from, to });
    if (events.length === 0) return;
    yield events;
    onProgress?.(to, upTo);
    from = positionAfter(to);
  }
  const journal = recordsOf(await log.journal({ from: next, to: end }));
  const isNew: JournalRun["isNew"] = (index, known) => {
    const record = journal[index];
    return record !== undefined && canTake(record, known);
  };
  yield { journal, isNew };
}
