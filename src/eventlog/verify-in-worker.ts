import { StorageError } from "./errors.ts";
import type { ChainCheck, VerifyOptions } from "./event-log.ts";

/** What the worker tells. */
export type VerifyMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly check: ChainCheck }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Verifies the log of a database in a worker, so that the page stays quick however long the log is.
 * @throws StorageError when the storage cannot be read; the signal's reason when it is broken off.
 */
export function verifyInWorker(
  database: string,
  { onProgress, signal }: VerifyOptions = {},
): Promise<ChainCheck> {
  const worker = new Worker(new URL("./verify.worker.ts", import.meta.url), { type: "module" });
  return new Promise<ChainCheck>((resolve, reject) => {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", () => reject(signal.reason));
    worker.onerror = ({ message }) => reject(new StorageError(`The check broke off: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<VerifyMessage>) => {
      switch (data.kind) {
        case "progress":
          return onProgress?.(data.done, data.total);
        case "done":
          return resolve(data.check);
        case "failed":
          return reject(new StorageError(data.message));
      }
    };
    worker.postMessage(database);
  }).finally(() => worker.terminate());
}
