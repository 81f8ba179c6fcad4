import { createRuleChecker } from "../domain/rule-checker.ts";
import type { BookEntry } from "../eventlog/book-catalog.ts";
import { createBreathing } from "../eventlog/breathing.ts";
import {
  EMPTY_HEAD,
  type EpochMs,
  type Hash,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
} from "../eventlog/envelope.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import { hashEvent } from "../eventlog/hash-chain.ts";
import { createNameTable } from "../eventlog/packed/name-table.ts";
import { hashAgain } from "../eventlog/rehash.ts";
import { loadFastSha256 } from "../eventlog/sha256.ts";
import type { CheckedEvent } from "../transfer/check-events.ts";
import { ImportError } from "../transfer/import-error.ts";
import { type Planner, planBare, planRecorded } from "../transfer/plan-import.ts";
import { type CheckedCommand, type FileItem, readLogFile } from "../transfer/read-file.ts";
import { bookOf, type History } from "../views/history.ts";
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

/** What a file is brought into. */
export interface ImportTarget {
  readonly book: BookEntry;
  readonly log: EventLog;
  /** Knows the log up to its end. */
  readonly history: History;
}

/** Brings a log file into the open book, which shows it when this resolves. Else like `importInto`. */
export async function importLog(
  session: BookSession,
  file: Blob,
  dependencies: ImportDependencies,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { log, history, follower, store } = session;
  await follower.catchUp();
  const { book } = store.getState();
  const report = await importInto({ book, log, history }, file, dependencies, options);
  await follower.catchUp();
  return report;
}

/**
 * Brings a log file into a book: all of it in one transaction, or nothing. The file is read, checked and written piece by
 * piece, so that its length does not matter.
 * @throws ImportError naming line and reason, or that it was `cancelled`; the book is then as it was.
 * @throws ReplicationError when the book grew while the file was read; importing again helps.
 */
export async function importInto(
  target: ImportTarget,
  file: Blob,
  dependencies: ImportDependencies,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { dryRun = false } = options;
  const before = target.history.head();
  const tally: Tally = { kind: "recorded", read: 0, added: 0, known: 0, fingerprint: before.hash };
  const importedAt = dependencies.now();
  const tellBytes = (done: number, total: number) =>
    options.onProgress?.({ done, total, read: tally.read });
  const items = readLogFile(file, importedAt, tellBytes, await loadFastSha256());
  // What the book is to be asked for is read now: later it is being written to.
  const begin = await items.next();
  const planner = await plannerFor(begin.done ? undefined : begin.value[0], target);
  const rest = continued(begin, items);
  const additions = planAdditions(target, rest, planner, importedAt, dependencies, options, tally);
  if (dryRun) await drain(additions);
  else await target.log.replicate(additions);
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

/** Events handed over at once: each time costs a message to the storage. */
const BATCH = 2_048;

async function drain(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of batches);
}

/**
 * The events a file adds to the book, batch by batch. While a log takes them over, nothing here may read that log: the
 * answer would have to wait for the transaction that waits for it. So the book is asked by its history.
 */
async function* planAdditions(
  target: ImportTarget,
  file: AsyncIterable<readonly FileItem[]>,
  planner: AnyPlanner | undefined,
  importedAt: EpochMs,
  dependencies: ImportDependencies,
  { signal }: ImportOptions,
  tally: Tally,
): AsyncGenerator<readonly RecordedEvent[]> {
  const commands: CheckedCommand[] = [];
  const count = (events: readonly RecordedEvent[]) => {
    tally.added += events.length;
    tally.fingerprint = events.at(-1)?.hash ?? tally.fingerprint;
    return events;
  };

  // The page draws and answers in between.
  const breathe = createBreathing();
  let added: RecordedEvent[] = [];
  for await (const items of file) {
    if (signal?.aborted)
      throw new ImportError(0, "The import was broken off.", { cancelled: true });
    for (const item of items) {
      tally.kind = item.kind;
      tally.read += 1;
      if (item.kind === "classic") {
        commands.push(item);
        continue;
      }
      const event = planner?.take(item);
      if (event) added.push(event);
      else tally.known += 1;
    }
    if (added.length >= BATCH) {
      yield count(added);
      added = [];
    }
    await breathe();
  }
  planner?.finish();
  if (added.length > 0) yield count(added);
  if (commands.length > 0) {
    yield count(await decideOnScratch(target, commands, importedAt, dependencies));
  }
}

type AnyPlanner = Pick<Planner<never>, "finish"> & {
  take(item: CheckedEvent): RecordedEvent | undefined;
};

async function plannerFor(
  first: FileItem | undefined,
  { history, log }: ImportTarget,
): Promise<AnyPlanner | undefined> {
  if (!first || first.kind === "classic") return undefined;
  const head = history.head();
  const at = head.position;
  const rules = createRuleChecker(bookOf(history, at));
  if (first.kind === "recorded") {
    const before = positionAfter(first.event.position, -1);
    const [anchor = EMPTY_HEAD] =
      before > START && before <= at ? await log.read({ from: before, to: before }) : [];
    return planRecorded({ head, hashAt: hashesAfter(anchor, history) }, rules) as AnyPlanner;
  }
  const ids = createNameTable();
  const commands = createNameTable();
  for (const { id, meta } of history.eventsUpTo(at)) {
    ids.addName(id);
    commands.addName(meta.commandId);
  }
  const end = {
    head,
    versionOf: (stream: RecordedEvent["stream"]) => history.versionOf(stream, at),
    hasEvent: (id: RecordedEvent["id"]) => ids.find(id) >= 0,
    hasCommand: (id: RecordedEvent["meta"]["commandId"]) => commands.find(id) >= 0,
  };
  return planBare(end, rules) as AnyPlanner;
}

/** The book's own hashes behind an anchor, one after the other: they follow from what the history keeps. */
function hashesAfter(anchor: Head, history: History): (position: Position) => Hash | undefined {
  let reached = anchor;
  return (position) => {
    const event = history.event(position);
    if (!event || position !== reached.position + 1) return undefined;
    reached = { position, hash: hashEvent(reached.hash, event) };
    return reached.hash;
  };
}

async function* continued(
  begin: IteratorResult<readonly FileItem[]>,
  rest: AsyncGenerator<readonly FileItem[]>,
): AsyncGenerator<readonly FileItem[]> {
  if (begin.done) return;
  yield begin.value;
  yield* rest;
}

/**
 * Decides the commands of a classic log on a copy of the book, in memory. What comes out continues the book's own
 * chain, so that it can be taken over in one piece, and a refusal in the last line leaves nothing behind.
 */
async function decideOnScratch(
  { history, book }: ImportTarget,
  commands: readonly CheckedCommand[],
  importedAt: EpochMs,
  dependencies: ImportDependencies,
): Promise<readonly RecordedEvent[]> {
  const { position } = history.head();
  const scratchLog = dependencies.openScratchLog();
  await scratchLog.replicate([[...hashAgain(history.eventsUpTo(position))]]);
  const scratch = createBookSession(book, scratchLog, dependencies);
  await scratch.replay();
  for (const { line, input } of commands) {
    const result = await scratch.bus.dispatch({ ...input, occurredAt: importedAt });
    if (!result.accepted) throw new ImportError(line, result.rejection.message);
  }
  return scratchLog.read({ from: positionAfter(position) });
}
