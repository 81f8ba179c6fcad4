import { StorageError } from "../../eventlog/errors.ts";
import {
  type BookCopy,
  unpackFailure,
  type WorkerMessage,
  type WorkerOrder,
} from "../files/worker-protocol.ts";
import type { CopyOptions } from "./copy-log.ts";

/**
 * Copies events between two books of this device without holding up the page, as `copyFirstEvents` does.
 * @param startWorker starts a worker that carries out an `WorkerOrder`.
 * @throws what `copyFirstEvents` throws, and StorageError when the worker breaks down. What was copied by then stays.
 */
export function copyInWorker(
  startWorker: () => Worker,
  copy: BookCopy,
  { signal, onProgress }: Pick<CopyOptions, "signal" | "onProgress">,
): Promise<void> {
  const worker = startWorker();
  const order = (message: WorkerOrder): void => worker.postMessage(message);
  return new Promise<void>((resolve, reject) => {
    // The worker answers when it has taken back what is not whole.
    signal?.addEventListener("abort", () => order({ kind: "cancel" }));
    worker.onerror = ({ message }) => reject(new StorageError(`The copying broke off: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      switch (data.kind) {
        case "progress":
          return onProgress?.(data.progress.done, data.progress.total);
        case "copied":
          return resolve();
        case "done":
        case "verified":
          return undefined; // Not what was asked for here.
        case "failed":
          return reject(signal?.aborted ? signal.reason : unpackFailure(data.failure));
        default:
          return data satisfies never;
      }
    };
    order({ kind: "copy", ...copy });
  }).finally(() => worker.terminate());
}
