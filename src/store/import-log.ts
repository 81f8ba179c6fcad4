import { createRuleChecker } from "../domain/rule-checker.ts";
import type { EpochMs, RecordedEvent } from "../eventlog/envelope.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import type { CheckedEvent } from "../transfer/check-events.ts";
import { ImportError } from "../transfer/import-error.ts";
import { type Planner, planBare, planRecorded } from "../transfer/plan-import.ts";
import { type CheckedCommand, type FileItem, readLogFile } from "../transfer/read-file.ts";
import { type BookSession, createBookSession, type SessionDependencies } from "./book-session.ts";

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  /** Events with places, events written elsewhere, or commands of a classic text log. */
  readonly kind: FileItem["kind"];
  readonly dryRun: boolean;
  /** Events in the file; commands, in a classic log. */
  readonly read: number;
  /** Events that were added, or would be. */
  readonly added: number;
  /** Events that the book had already. */
  readonly known: number;
  /** Fingerprint of the book after the import. */
  readonly fingerprint: string;
}

/** How far an import has come: bytes of the file, and events or commands in them. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  readonly read: number;
}

/** How an import is tried out, watched and broken off. */
export interface ImportOptions {
  /** Reads and checks everything, and writes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What an import needs from outside. */
export interface ImportDependencies extends SessionDependencies {
  /** A log that lasts as long as the import, to try commands on. */
  openScratchLog(): EventLog;
}

/**
 * Brings a log file into the open book: all of it in one transaction, or nothing. The file is read, checked and written
 * piece by piece, so that its length does not matter.
 * @throws ImportError naming line and reason, or that it was `cancelled`; the book is then as it was.
 * @throws ReplicationError when the book grew while the file was read; importing again helps.
 */
export async function importLog(
  session: BookSession,
  file: Blob,
  dependencies: ImportDependencies,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { dryRun = false } = options;
  await session.follower.catchUp();
  const { head } = session.history;
  const before = head();
  const tally: Tally = { kind: "recorded", read: 0, added: 0, known: 0, fingerprint: before.hash };
  const additions = planAdditions(session, file, dependencies, options, tally);
  if (dryRun) await drain(additions);
  else {
    await session.log.replicate(additions);
    await session.follower.catchUp();
  }
  return { ...tally, dryRun };
}

// What has been seen so far, counted while the batches pass by.
interface Tally {
  kind: FileItem["kind"];
  read: number;
  added: number;
  known: number;
  fingerprint: string;
}

async function drain(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of batches);
}

/**
 * The events a file adds to the book, batch by batch. While a log takes them over, nothing here may read that log: the
 * answer would have to wait for the transaction that waits for it. So the book is asked by its history.
 */
async function* planAdditions(
  session: BookSession,
  file: Blob,
  dependencies: ImportDependencies,
  { signal, onProgress }: ImportOptions,
  tally: Tally,
): AsyncGenerator<readonly RecordedEvent[]> {
  const importedAt = dependencies.now();
  const commands: CheckedCommand[] = [];
  let planner: AnyPlanner | undefined;
  const count = (events: readonly RecordedEvent[]) => {
    tally.added += events.length;
    tally.fingerprint = events.at(-1)?.hash ?? tally.fingerprint;
    return events;
  };

  const tellBytes = (done: number, total: number) =>
    onProgress?.({ done, total, read: tally.read });
  for await (const items of readLogFile(file, importedAt, tellBytes)) {
    if (signal?.aborted)
      throw new ImportError(0, "The import was broken off.", { cancelled: true });
    const added: RecordedEvent[] = [];
    for (const item of items) {
      tally.kind = item.kind;
      tally.read += 1;
      if (item.kind === "classic") {
        commands.push(item);
        continue;
      }
      planner ??= plannerFor(item, session);
      const event = planner.take(item);
      if (event) added.push(event);
      else tally.known += 1;
    }
    if (added.length > 0) yield count(added);
    // The page draws and answers in between.
    await new Promise((resolve) => setTimeout(resolve));
  }
  planner?.finish();
  if (commands.length > 0) {
    yield count(await decideOnScratch(session, commands, importedAt, dependencies));
  }
}

type AnyPlanner = Pick<Planner<never>, "finish"> & {
  take(item: CheckedEvent): RecordedEvent | undefined;
};

function plannerFor(first: CheckedEvent, { history }: BookSession): AnyPlanner {
  const head = history.head();
  const at = head.position;
  const rules = createRuleChecker({
    stateOf: (aggregate, stream) => history.stateOf(aggregate, stream, at),
    versionOf: (stream) => history.versionOf(stream, at),
  });
  if (first.kind === "recorded") {
    return planRecorded({ head, hashAt: history.hashAt }, rules) as AnyPlanner;
  }
  const events = history.eventsUpTo(at);
  const ids = new Set(events.map(({ id }) => id));
  const commands = new Set(events.map(({ meta }) => meta.commandId));
  const end = {
    head,
    versionOf: (stream: RecordedEvent["stream"]) => history.versionOf(stream, at),
    hasEvent: (id: RecordedEvent["id"]) => ids.has(id),
    hasCommand: (id: RecordedEvent["meta"]["commandId"]) => commands.has(id),
  };
  return planBare(end, rules) as AnyPlanner;
}

/**
 * Decides the commands of a classic log on a copy of the book, in memory. What comes out continues the book's own
 * chain, so that it can be taken over in one piece, and a refusal in the last line leaves nothing behind.
 */
async function decideOnScratch(
  { history, store }: BookSession,
  commands: readonly CheckedCommand[],
  importedAt: EpochMs,
  dependencies: ImportDependencies,
): Promise<readonly RecordedEvent[]> {
  const { position } = history.head();
  const scratchLog = dependencies.openScratchLog();
  await scratchLog.replicate([history.eventsUpTo(position)]);
  const scratch = createBookSession(store.getState().book, scratchLog, dependencies);
  await scratch.replay();
  for (const { line, input } of commands) {
    const result = await scratch.bus.dispatch({ ...input, occurredAt: importedAt });
    if (!result.accepted) throw new ImportError(line, result.rejection.message);
  }
  return scratch.history.eventsUpTo(scratch.history.head().position).slice(position);
}
