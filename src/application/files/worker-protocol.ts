import type { BookId } from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import {
  CorruptLogError,
  isCorruptLogError,
  isReplicationError,
  isSharedLogError,
  isStorageError,
  isValidationError,
  ReplicationError,
  type SharedLogProblem,
  StorageError,
  type StorageProblem,
  ValidationError,
} from "../../eventlog/errors.ts";
import { sharedLogError } from "../../eventlog/replication/shared-log-problems.ts";
import { ImportError, isImportError } from "../../formats/import-error.ts";
import type { BookEntry } from "../books/book-catalog.ts";
import type { BookCheck, DerivedDigest } from "../diagnostics/derived-digest.ts";
import type { ImportProgress, ImportReport } from "./import-log.ts";

/**
 * What a worker is told: to import a file, or to make a book the copy of another one's first events, and perhaps that nobody
 * wants it any more; to verify a book; or to check a file for another worker.
 */
export type WorkerOrder =
  | {
      readonly kind: "import";
      readonly file: Blob;
      readonly book: BookEntry;
      readonly dryRun: boolean;
      /** The last event that is wanted of the file. */
      readonly upTo: Position | undefined;
      /** Whether the book is not there yet. Tried out, it never comes to be. */
      readonly isNew: boolean;
      /** Leads to the worker that checks the file's lines meanwhile. */
      readonly checker: MessagePort;
    }
  | ({ readonly kind: "copy" } & BookCopy)
  | {
      readonly kind: "verify";
      readonly book: BookId;
      /** What the page has derived from it. */
      readonly derived: DerivedDigest;
    }
  | { readonly kind: "cancel" }
  | { readonly kind: "check"; readonly asked: MessagePort };

/** A book that is to begin like another one, up to and with a position. */
export interface BookCopy {
  readonly from: BookId;
  readonly to: BookId;
  readonly upTo: Position;
}

/** What the worker tells. */
export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: ImportProgress }
  | { readonly kind: "done"; readonly report: ImportReport }
  | { readonly kind: "copied" }
  | { readonly kind: "verified"; readonly check: BookCheck }
  | { readonly kind: "failed"; readonly failure: ImportFailure };

/** An error on its way between threads, where classes do not travel. */
export type ImportFailure =
  | {
      readonly kind: "import";
      readonly line: number;
      readonly reason: string;
      readonly diverges: boolean;
      readonly cancelled: boolean;
      readonly wholeUpTo: Position | undefined;
    }
  | { readonly kind: "replication"; readonly position: Position; readonly reason: string }
  | { readonly kind: "corrupt"; readonly firstBad: Position; readonly reason: string }
  | { readonly kind: "shared-log"; readonly problem: SharedLogProblem }
  | { readonly kind: "validation"; readonly message: string; readonly path: string | undefined }
  | { readonly kind: "storage"; readonly message: string; readonly problem: StorageProblem };

/** Packs an error for the way. Whatever is not told on purpose counts as trouble with the storage. */
export function packFailure(error: unknown): ImportFailure {
  if (isImportError(error)) {
    const { line, reason, diverges, cancelled, wholeUpTo } = error;
    return { kind: "import", line, reason, diverges, cancelled, wholeUpTo };
  }
  if (isReplicationError(error)) {
    return { kind: "replication", position: error.position, reason: error.reason };
  }
  if (isCorruptLogError(error)) {
    return { kind: "corrupt", firstBad: error.firstBad, reason: error.reason };
  }
  if (isSharedLogError(error)) return { kind: "shared-log", problem: error.problem };
  if (isValidationError(error)) {
    return { kind: "validation", message: error.message, path: error.path };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "storage", message, problem: isStorageError(error) ? error.problem : "failed" };
}

/** The error as it was thrown. */
export function unpackFailure(failure: ImportFailure): Error {
  switch (failure.kind) {
    case "import":
      return new ImportError(failure.line, failure.reason, failure);
    case "replication":
      return new ReplicationError(failure.position, failure.reason);
    case "corrupt":
      return new CorruptLogError(failure.firstBad, failure.reason);
    case "shared-log":
      return sharedLogError(failure.problem);
    case "validation":
      return new ValidationError(failure.message, failure.path);
    case "storage":
      return new StorageError(failure.message, { problem: failure.problem });
    default:
      return failure satisfies never;
  }
}
