import type { EpochMs, RecordedEvent } from "../eventlog/envelope.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import { ImportError } from "../transfer/import-error.ts";
import { placeBareEvents, planImport } from "../transfer/plan-import.ts";
import { type ClassicFile, type LogFile, readLogFile } from "../transfer/read-file.ts";
import { type BookSession, createBookSession, type SessionDependencies } from "./book-session.ts";

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  readonly kind: LogFile["kind"];
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

/** How an import is tried out, watched and broken off. */
export interface ImportOptions {
  /** Reads and checks everything, and writes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** What an import needs from outside. */
export interface ImportDependencies extends SessionDependencies {
  /** A log that lasts as long as the import, to try commands on. */
  openScratchLog(): EventLog;
}

/**
 * Brings a log file into the open book: all of it in one transaction, or nothing.
 * @throws ImportError naming line and reason; the book is then as it was.
 * @throws ReplicationError when the book grew while the file was read; importing again helps.
 */
export async function importLog(
  session: BookSession,
  file: Blob,
  dependencies: ImportDependencies,
  { dryRun = false }: ImportOptions = {},
): Promise<ImportReport> {
  const importedAt = dependencies.now();
  const logFile = await readLogFile(file, importedAt);
  await session.follower.catchUp();
  const { add, known } = await plan(session, logFile, importedAt, dependencies);
  if (!dryRun && add.length > 0) {
    await session.log.replicate([add]);
    await session.follower.catchUp();
  }
  return {
    kind: logFile.kind,
    dryRun,
    read: logFile.kind === "classic" ? logFile.commands.length : logFile.events.length,
    added: add.length,
    known,
    fingerprint: (add.at(-1) ?? session.history.head()).hash,
  };
}

async function plan(
  session: BookSession,
  file: LogFile,
  importedAt: EpochMs,
  dependencies: ImportDependencies,
): Promise<{ readonly add: readonly RecordedEvent[]; readonly known: number }> {
  const { history, log } = session;
  const head = history.head();
  switch (file.kind) {
    case "recorded":
      return planImport(file, { head, hashAt: history.hashAt });
    case "bare": {
      const events = await log.read();
      const ids = new Set(events.map(({ id }) => id));
      const commands = new Set(events.map(({ meta }) => meta.commandId));
      const versionOf = (stream: RecordedEvent["stream"]) =>
        history.versionOf(stream, head.position);
      return placeBareEvents(file, {
        head,
        versionOf,
        hasEvent: (id) => ids.has(id),
        hasCommand: (id) => commands.has(id),
      });
    }
    case "classic":
      return { add: await decideOnScratch(session, file, importedAt, dependencies), known: 0 };
  }
}

/**
 * Decides the commands of a classic log on a copy of the book, in memory. What comes out continues the book's own
 * chain, so that it can be taken over in one piece, and a refusal in the last line leaves nothing behind.
 */
async function decideOnScratch(
  { log, history, store }: BookSession,
  { commands }: ClassicFile,
  importedAt: EpochMs,
  dependencies: ImportDependencies,
): Promise<readonly RecordedEvent[]> {
  const scratchLog = dependencies.openScratchLog();
  await scratchLog.replicate([await log.read()]);
  const scratch = createBookSession(store.getState().book, scratchLog, dependencies);
  await scratch.replay();
  for (const { line, input } of commands) {
    const result = await scratch.bus.dispatch({ ...input, occurredAt: importedAt });
    if (!result.accepted) throw new ImportError(line, result.rejection.message);
  }
  const { position } = history.head();
  return (await scratchLog.read()).filter((event) => event.position > position);
}
