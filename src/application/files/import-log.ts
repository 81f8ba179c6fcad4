import {
  type ChainProver,
  createChainProver,
  createTrustingProver,
} from "../../eventlog/chain/chain-prover.ts";
import { hashAgain } from "../../eventlog/chain/rehash.ts";
import { loadFastSha256 } from "../../eventlog/chain/sha256.ts";
import {
  type EpochMs,
  type Position,
  positionAfter,
  type RecordedEvent,
} from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { isJournalRun, type JournalRun } from "../../eventlog/journal-run.ts";
import { readRecords } from "../../eventlog/replication/commit-reader.ts";
import {
  eventsOf,
  type ReplicaBatch,
  type WholeRun,
} from "../../eventlog/replication/replica-batch.ts";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { ImportError, isImportError } from "../../formats/import-error.ts";
import type { FileRecord } from "../../formats/log-import/compare-journal.ts";
import {
  createEventChecker,
  createTrustingChecker,
} from "../../formats/log-import/event-checker.ts";
import {
  type CheckedCommand,
  createLogReader,
  type FileItem,
  readLogFile,
} from "../../formats/log-import/log-reader.ts";
import type { History } from "../../read-model/read-model.ts";
import type { BookEntry } from "../books/book-catalog.ts";
import {
  type BookSession,
  createBookSession,
  type SessionDependencies,
} from "../session/book-session.ts";
import type { FileCheck } from "./file-check.ts";
import { type JournalTally, journalRun, tryJournalRun } from "./import-journal.ts";
import { type AnyPlanner, plannerFor } from "./import-plan.ts";
import { createCutWatch } from "./truncation-check.ts";

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  /**
   * Events with places, events written elsewhere (also none of them), or commands of a classic text
   * log.
   */
  readonly kind: Exclude<FileItem["kind"], "journal" | "cut">;
  readonly dryRun: boolean;
  /** Events in the file; commands, in a classic log. */
  readonly read: number;
  /** Events that were added, or would be. */
  readonly added: number;
  /**
   * Events that were compared with those of the book, and of the file before them, and are there
   * already.
   */
  readonly known: number;
  /** Those of the known ones that are a copy of another event in the file. */
  readonly copies: number;
  /**
   * Commands of the file's journal: those whose records were added, or would be, and those that
   * were compared.
   */
  readonly commands: { readonly added: number; readonly known: number };
  /** Whether the file has a journal and lacks the line that closes it: its end is missing. */
  readonly isCut: boolean;
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
  /** Takes what the file tells up to this event, and nothing behind it. */
  readonly upTo?: Position;
  /** Checks the file elsewhere, while this thread goes on as if it were sound. Checked here when left out. */
  readonly check?: FileCheck;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What an import needs from outside. */
export interface ImportDependencies extends SessionDependencies {
  /** A log that lasts as long as the import, to try commands on. */
  openScratchLog(): Promise<EventLog>;
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
  const { dryRun = false, check } = options;
  const before = target.history.head();
  const tally: Tally = {
    ...{ kind: "recorded", read: 0, added: 0, known: 0, copies: 0, fingerprint: before.hash },
    ...{ commands: { added: 0, known: 0 }, isCut: false },
  };
  const importedAt = dependencies.now();
  const tellBytes = (done: number, total: number) =>
    options.onProgress?.({ done, total, read: tally.read });
  const prover = check ? createTrustingProver() : createChainProver(await loadFastSha256());
  const checker = (check ? createTrustingChecker : createEventChecker)(prover.prove);
  const items = readLogFile(file, createLogReader(checker, importedAt), tellBytes, check?.push);
  try {
    // Read the book before anything is written: nothing can be read while the log takes events
    // over.
    const [first, opening] = await readOpening(items, options.signal);
    tally.kind = kindOf(first);
    const planner = await plannerFor(first, target);
    const work: Work = { target, planner, prover, importedAt, dependencies, tally };
    const additions = planAdditions(continued(opening, items), work, options);
    if (dryRun) await tryOut(additions, target.log, before.position);
    else await target.log.replicate(additions);
  } catch (error) {
    throw await firstOf(error, check);
  }
  return { ...tally, dryRun };
}

/** What is to be told of an import that failed: the first line that is wrong, whoever found it. */
async function firstOf(error: unknown, check: FileCheck | undefined): Promise<unknown> {
  if (isImportError(error) && error.cancelled) return error;
  const found = await check?.verdict();
  const isLater =
    isImportError(error) && isImportError(found) && error.line < found.line && error.line > 0;
  return found && !isLater ? found : error;
}

// What an import works with from its beginning to its end.
interface Work {
  readonly target: ImportTarget;
  readonly planner: AnyPlanner;
  readonly prover: ChainProver;
  readonly importedAt: EpochMs;
  readonly dependencies: ImportDependencies;
  readonly tally: Tally;
}

// What has been seen so far, counted while the batches pass by.
interface Tally {
  kind: ImportReport["kind"];
  read: number;
  added: number;
  known: number;
  copies: number;
  readonly commands: JournalTally;
  isCut: boolean;
  fingerprint: string;
}

/**
 * Events, or records of the journal, handed over at once: each time costs a message to the storage.
 */
const BATCH = 2_048;

async function tryOut(
  batches: AsyncIterable<ReplicaBatch | JournalRun>,
  log: EventLog,
  before: Position,
): Promise<void> {
  for await (const batch of batches) {
    if (isJournalRun(batch)) await tryJournalRun(batch, log, before);
  }
}

/**
 * The events a file adds to the book, batch by batch. While a log takes them over, nothing here may read that log: the
 * answer would have to wait for the transaction that waits for it. So the book is asked by its history.
 */
async function* planAdditions(
  file: AsyncIterable<readonly FileItem[]>,
  { target, planner, prover, importedAt, dependencies, tally }: Work,
  { signal, check, upTo }: ImportOptions,
): AsyncGenerator<ReplicaBatch | JournalRun> {
  const end = target.history.head().position;
  const commands: CheckedCommand[] = [];
  const cut = createCutWatch(upTo);
  const count = (batch: ReplicaBatch): ReplicaBatch => {
    const events = eventsOf(batch);
    tally.added += events.length;
    tally.fingerprint = events.at(-1)?.hash ?? tally.fingerprint;
    return batch;
  };
  // What the reader held against its hash need not be held against it again.
  let added: RecordedEvent[] = [];
  let reaches = end;
  let records: FileRecord[] = [];
  const takeRecords = (): JournalRun => {
    const run = journalRun(records, reaches, tally.commands);
    records = [];
    return run;
  };
  const takeAdded = (): ReplicaBatch => {
    const events = added;
    added = [];
    // It has proved what is not wanted as well.
    const proved = prover.take(end);
    return upTo === undefined && proved ? proved : events;
  };

  // The page draws and answers in between.
  const breathe = createBreathing();
  for await (const items of file) {
    throwIfCancelled(signal);
    for (const item of items) {
      const isBehind = cut.isBehind(item);
      if (isBehind || item.kind === "cut") continue;
      if (item.kind === "journal") {
        const { entry, line } = item;
        tally.isCut = entry.kind !== "end";
        if (entry.kind !== "end") records.push({ record: entry.record, line });
        continue;
      }
      tally.read += 1;
      if (item.kind === "classic") {
        commands.push(item);
        continue;
      }
      const event = planner.take(item);
      if (typeof event === "object") {
        added.push(event);
        reaches = event.position;
      } else {
        tally.known += 1;
        if (event === "copy") tally.copies += 1;
      }
    }
    // Records come behind all events.
    if (added.length >= BATCH || (added.length > 0 && records.length > 0)) {
      yield count(takeAdded());
    } else if (added.length === 0) prover.take(end); // What the book has already is not kept.
    if (records.length >= BATCH) yield takeRecords();
    await breathe();
  }
  await check?.finish();
  cut.finish(planner);
  if (added.length > 0) yield count(takeAdded());
  if (records.length > 0) yield takeRecords();
  if (commands.length > 0) {
    yield count(await decideOnScratch(target, commands, importedAt, dependencies));
  }
}

function kindOf(first: FileItem | undefined): ImportReport["kind"] {
  if (first?.kind === "journal" || first?.kind === "cut") return "recorded";
  return first?.kind ?? "bare";
}

// The first slices of a file may hold no whole event, and an empty list holds none at all.
async function readOpening(
  items: AsyncGenerator<readonly FileItem[]>,
  signal: AbortSignal | undefined,
): Promise<readonly [first: FileItem | undefined, opening: readonly FileItem[]]> {
  for (;;) {
    throwIfCancelled(signal);
    const next = await items.next();
    if (next.done) return [undefined, []];
    const [first] = next.value;
    if (first) return [first, next.value];
  }
}

async function* continued(
  opening: readonly FileItem[],
  rest: AsyncGenerator<readonly FileItem[]>,
): AsyncGenerator<readonly FileItem[]> {
  yield opening;
  yield* rest;
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ImportError(0, "The import was broken off.", { cancelled: true });
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
): Promise<WholeRun> {
  const { position } = history.head();
  const scratchLog = await dependencies.openScratchLog();
  await scratchLog.replicate([[...hashAgain(history.eventsUpTo(position))]]);
  const scratch = createBookSession(book, scratchLog, dependencies);
  await scratch.replay();
  for (const { line, input } of commands) {
    const result = await scratch.bus.dispatch({ ...input, occurredAt: importedAt });
    if (!result.accepted) throw new ImportError(line, result.rejection.message);
  }
  const { position: end } = await scratchLog.head();
  return { records: await readRecords(scratchLog, positionAfter(position), end) };
}
