import type { BookId } from "../../domain/ids.ts";
import { StorageError } from "../../eventlog/errors.ts";
import type { VerifyOptions } from "../../eventlog/event-log.ts";
import { unpackFailure, type WorkerMessage, type WorkerOrder } from "../files/worker-protocol.ts";
import type { BookCheck, DerivedDigest } from "./derived-digest.ts";

/**
 * Verifies the log of a book of this device, and what a page has derived from it, without holding
 * up the page, however long the log is.
 * @param startWorker starts a worker that carries out a `WorkerOrder`.
 * @throws StorageError when the storage cannot be read; the signal's reason when it is broken off.
 */
export function verifyInWorker(
  startWorker: () => Worker,
  book: BookId,
  derived: DerivedDigest,
  { onProgress, signal }: VerifyOptions = {},
): Promise<BookCheck> {
  const worker = startWorker();
  return new Promise<BookCheck>((resolve, reject) => {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", () => reject(signal.reason));
    worker.onerror = ({ message }) => reject(new StorageError(`The check broke off: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      switch (data.kind) {
        case "progress":
          return onProgress?.(data.progress.done, data.progress.total);
        case "verified":
          return resolve(data.check);
        case "failed":
          return reject(unpackFailure(data.failure));
        case "done":
        case "copied":
          return undefined; // Not what was asked for here.
        default:
          return data satisfies never;
      }
    };
    const order: WorkerOrder = { kind: "verify", book, derived };
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
