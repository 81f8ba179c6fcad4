import type { CommandId, Position, StreamName, StreamVersion } from "./envelope.ts";

/** Root of every error that Hindsight throws on purpose. `advice` says what is safe and what to do next. */
export abstract class HindsightError extends Error {
  // A literal in each class: minifiers rename classes, and people match on this name.
  abstract override readonly name: string;
  abstract readonly code: string;
  abstract readonly advice: string;
}

/** A stream stood at another version than the writer had seen. Nothing was written. */
export class ConcurrencyError extends HindsightError {
  override readonly name = "ConcurrencyError";
  readonly code = "concurrency";
  readonly advice = "Nothing was written. Read the stream again, decide again, and append again.";

  constructor(
    readonly stream: StreamName,
    readonly expected: StreamVersion,
    readonly actual: StreamVersion,
  ) {
    super(`Stream ${stream} stands at version ${actual}, but version ${expected} was expected.`);
  }
}

/**
 * A command was decided on what another one would leave, and that one does not stand in the log.
 * Nothing was written.
 */
export class PredecessorError extends HindsightError {
  override readonly name = "PredecessorError";
  readonly code = "predecessor";
  readonly advice = "Nothing was written. Read the stream again, decide again, and append again.";

  constructor(readonly after: CommandId) {
    super(`Command ${after}, which comes before, does not stand in the log.`);
  }
}

/** A command id came back with other content than the first time. Nothing was written. */
export class CommandIdReusedError extends HindsightError {
  override readonly name = "CommandIdReusedError";
  readonly code = "command-id-reused";
  readonly advice = "Nothing was written. Give the new command an id of its own.";

  constructor(readonly commandId: CommandId) {
    super(`Command id ${commandId} was already used for another command.`);
  }
}

/** Recorded events do not continue this log: another position, another hash, or a broken chain. */
export class ReplicationError extends HindsightError {
  override readonly name = "ReplicationError";
  readonly code = "replication";
  readonly advice = "Nothing was written. Open the other log as a book of its own to compare them.";

  constructor(
    readonly position: Position,
    readonly reason: string,
  ) {
    super(`Event ${position} cannot be taken over: ${reason}`);
  }
}

/** The rules refused a command. It stands in the journal with this reason. */
export class RejectionError extends HindsightError {
  override readonly name = "RejectionError";
  readonly advice =
    "Nothing was changed. Mend the command, then send it again under an id of its own.";

  /** @param code stable and kebab-case; the message is a sentence for the person. */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A value that was handed in is not what the call needs. */
export class ValidationError extends HindsightError {
  override readonly name = "ValidationError";
  readonly code = "validation";
  readonly advice = "Nothing was written. Mend the value, then call again.";

  /** @param path which part of the value is at fault, such as `events[0].data.lines[2].at`. */
  constructor(
    message: string,
    readonly path?: string,
  ) {
    super(message);
  }
}

/** What a storage can do to a log: no room, an abort, a lost connection, a newer format, no storage at all, or else. */
export type StorageProblem = "quota" | "aborted" | "closed" | "newer" | "absent" | "failed";

const STORAGE_ADVICE: { readonly [Problem in StorageProblem]: string } = {
  quota:
    "Everything saved before is safe and can be exported. Free some space, or export and delete a book that is no longer needed, then try again.",
  aborted: "Everything saved before is safe, this last change is not. Try again.",
  closed:
    "Everything saved before is safe, this last change is not. Reload the page, then try again.",
  newer: "Everything saved is safe. Reload the page to get the newer version.",
  absent:
    "Nothing can be kept here. Leave the private window or allow this site to store data, then reload.",
  failed:
    "Everything acknowledged before is safe, this last change is not. Reload the page, then try again.",
};

/** The storage behind the log failed or went away. What was acknowledged before is safe. */
export class StorageError extends HindsightError {
  override readonly name = "StorageError";
  readonly code = "storage";
  readonly problem: StorageProblem;

  constructor(message: string, options: ErrorOptions & { readonly problem?: StorageProblem } = {}) {
    super(message, options);
    this.problem = options.problem ?? "failed";
  }

  get advice(): string {
    return STORAGE_ADVICE[this.problem];
  }
}

/**
 * What the engine behind a shared log can do to a change: no answer, nobody of that name, no leave,
 * no room for it, no room at all, no such log, no engine that is new enough, a log that is still on
 * its way there, another log than this one, a copy here that is not what the others have, a way
 * past the shared log.
 */
export type SharedLogProblem =
  | "unreachable"
  | "unknown-user"
  | "forbidden"
  | "too-large"
  | "full"
  | "absent"
  | "outdated"
  | "unfinished"
  | "other-log"
  | "parted"
  | "shared";

/** The engine behind a shared log did not take a change or did not answer: see `sharedLogError`. */
export class SharedLogError extends HindsightError {
  override readonly name = "SharedLogError";
  readonly code = "shared-log";

  constructor(
    readonly problem: SharedLogProblem,
    message: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A change would go past the shared log of a book. */
export function pastSharedLog(): SharedLogError {
  return new SharedLogError(
    "shared",
    "A shared book changes one command at a time, through its shared log.",
    "Nothing was written. Open the file as a new book, and share that one.",
  );
}

/** The stored log is not what was written: a record is missing, changed or out of place. */
export class CorruptLogError extends HindsightError {
  override readonly name = "CorruptLogError";
  readonly code = "corrupt-log";
  readonly advice =
    "Everything before that event is sound and can be exported. Import the export, or your last backup, as a new book to go on.";

  /** @param firstBad position of the first event that cannot be trusted. */
  constructor(
    readonly firstBad: Position,
    readonly reason: string,
  ) {
    super(`Event ${firstBad} of the stored log cannot be trusted: ${reason}.`);
  }
}

/** True for every error of this family. */
export function isHindsightError(error: unknown): error is HindsightError {
  return error instanceof HindsightError;
}

/** How Chromium, Firefox and Safari name code that did not come. */
const UNFETCHED = /import(?:ed|ing a) module/i;

/**
 * Anything that was thrown, in words: what happened, what is safe and what to do.
 * @param otherwise advice for what does not bring its own.
 */
export function sayError(error: unknown, otherwise = ""): string {
  if (error instanceof TypeError && UNFETCHED.test(error.message)) {
    return `A part of the app could not be fetched. ${STORAGE_ADVICE.closed}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  const advice = isHindsightError(error) ? error.advice : otherwise;
  return advice ? `${message} ${advice}` : message;
}

/** True when the same command may be decided again on fresh state. */
export function isConcurrencyError(error: unknown): error is ConcurrencyError | PredecessorError {
  return error instanceof ConcurrencyError || error instanceof PredecessorError;
}

/** True when a command id was used for two commands. */
export function isCommandIdReusedError(error: unknown): error is CommandIdReusedError {
  return error instanceof CommandIdReusedError;
}

/** True when recorded events do not continue a log; `position` says from where on. */
export function isReplicationError(error: unknown): error is ReplicationError {
  return error instanceof ReplicationError;
}

/** True when the storage failed; `problem` says how. */
export function isStorageError(error: unknown): error is StorageError {
  return error instanceof StorageError;
}

/** True when the stored log was changed or damaged; `firstBad` says from where on. */
export function isCorruptLogError(error: unknown): error is CorruptLogError {
  return error instanceof CorruptLogError;
}

/** True when a call was made with a value it cannot take. */
export function isValidationError(error: unknown): error is ValidationError {
  return error instanceof ValidationError;
}

/** True when the rules refused a command; `code` says which. */
export function isRejectionError(error: unknown): error is RejectionError {
  return error instanceof RejectionError;
}

/** True when the engine behind a shared log did not take a change or did not answer; `problem` says why. */
export function isSharedLogError(error: unknown): error is SharedLogError {
  return error instanceof SharedLogError;
}
