import type { IDBPTransaction } from "idb";
import { isHindsightError, StorageError, type StorageProblem } from "../errors.ts";
import { type LogDatabase, type LogSchema, STORES } from "./schema.ts";

/** A transaction that may change the log: it spans everything, so all writers of all tabs stand in one queue. */
export type WriteTransaction = IDBPTransaction<LogSchema, typeof STORES, "readwrite">;

/** A transaction that reads the log as it stood at one moment. */
export type ReadTransaction = IDBPTransaction<LogSchema, typeof STORES, "readonly">;

/**
 * Runs `work` in one strict transaction and resolves once that is durable. When `work` throws, nothing was written.
 * @throws StorageError when the storage failed; else whatever `work` threw.
 */
export async function inWriteTransaction<Result>(
  database: LogDatabase,
  work: (tx: WriteTransaction) => Promise<Result>,
): Promise<Result> {
  const tx = begin(() => database.transaction(STORES, "readwrite", { durability: "strict" }));
  try {
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    tx.done.catch(() => {}); // `error` below says why; the abort is its consequence.
    abort(tx);
    // Requests of a transaction that was broken off say many things; the transaction itself says why.
    throw toStorageError(isDomException(error) ? (tx.error ?? withinTransaction(error)) : error);
  }
}

/**
 * Begins to write what is kept beside a log. It takes its turn with every write of the log, though it changes none: of
 * browsers that were killed while two transactions of one database were writing, a few came back with no database at all.
 */
export function beginBeside(
  database: LogDatabase,
  store: "checkpoints",
): IDBPTransaction<LogSchema, (typeof store | (typeof STORES)[number])[], "readwrite"> {
  return database.transaction([...STORES, store], "readwrite", { durability: "strict" });
}

/** Runs `work` on the log as it stands now. @throws StorageError when the storage failed. */
export async function inReadTransaction<Result>(
  database: LogDatabase,
  work: (tx: ReadTransaction) => Promise<Result>,
): Promise<Result> {
  const tx = begin(() => database.transaction(STORES, "readonly"));
  try {
    return await work(tx);
  } catch (error) {
    throw toStorageError(error);
  }
}

/**
 * Makes requests that do not wait for each other. A request of a transaction that is over throws at once: here it rejects,
 * and leaves none of the others without somebody who hears of its end.
 */
export function together<Results extends readonly unknown[]>(
  requests: {
    readonly [Index in keyof Results]: () => PromiseLike<Results[Index]>;
  },
): Promise<Results> {
  const made = requests.map(async (request: () => PromiseLike<unknown>) => request());
  return Promise.all(made) as unknown as Promise<Results>;
}

/**
 * Waits for something outside the storage without losing the transaction, which would commit as soon as it has nothing
 * to do: small requests keep it busy. Resolves where the next request can be made.
 */
export async function keepAlive<Value>(
  tx: WriteTransaction,
  outside: Promise<Value>,
): Promise<Value> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  outside.then(settle, settle);
  do await tx.objectStore("head").count();
  while (!settled);
  return outside.catch((error) => {
    throw new OutsideFailure(error);
  });
}

// Marks what is not the storage's doing, so that it reaches the caller as it is.
class OutsideFailure extends Error {
  constructor(override readonly cause: unknown) {
    super();
  }
}

/** Tells a failure of the browser's storage as a `StorageError`, and leaves every other error as it is. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof OutsideFailure) return error.cause;
  if (isHindsightError(error) || !isDomException(error)) return error;
  const problem = PROBLEMS[error.name] ?? "failed";
  const told = SENTENCES[problem] ?? `The browser's storage failed (${error.name}).`;
  return new StorageError(told, { cause: error, problem });
}

// Asking anything more of a transaction that is over means that the browser has ended it.
function withinTransaction(error: DOMException): DOMException {
  const isOver = ["InvalidStateError", "TransactionInactiveError"].includes(error.name);
  return isOver ? new DOMException(error.message, "AbortError") : error;
}

const PROBLEMS: Readonly<Record<string, StorageProblem>> = {
  QuotaExceededError: "quota",
  AbortError: "aborted",
  InvalidStateError: "closed",
  VersionError: "newer",
  SecurityError: "absent",
  NotAllowedError: "absent",
};

const SENTENCES: { readonly [Problem in StorageProblem]?: string } = {
  quota: "The browser has no room left for Hindsight.",
  aborted: "The browser broke off writing to its storage.",
  closed: "The browser has closed this book's storage.",
  newer: "This book was written by a newer version of Hindsight.",
  absent: "This browser refuses to store data for this page.",
};

// Not by class: an error may come from another window, and test environments bring their own.
function isDomException(error: unknown): error is DOMException {
  return error instanceof Error && (error instanceof DOMException || error.name in PROBLEMS);
}

function begin<Transaction>(open: () => Transaction): Transaction {
  try {
    return open();
  } catch (error) {
    throw toStorageError(error);
  }
}

// A transaction that has already failed or ended cannot be aborted again.
function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch {}
}
