import { StorageError } from "../eventlog/errors.ts";
import type { ImportOptions, ImportReport } from "./import-log.ts";
import { type ImportMessage, type ImportOrder, unpackFailure } from "./import-message.ts";

/**
 * Brings a log file into a book of this device without holding up the page, as `importInto` does.
 * @param startWorker starts the worker that carries out an `ImportOrder`.
 * @throws what `importInto` throws, and StorageError when the worker breaks down; the book is then as it was.
 */
export function importInWorker(
  startWorker: () => Worker,
  work: Pick<ImportOrder & { kind: "import" }, "file" | "book" | "isNew">,
  { dryRun = false, signal, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const worker = startWorker();
  const order = (message: ImportOrder): void => worker.postMessage(message);
  return new Promise<ImportReport>((resolve, reject) => {
    // The worker answers when it has taken everything back.
    signal?.addEventListener("abort", () => order({ kind: "cancel" }));
    worker.onerror = ({ message }) => reject(new StorageError(`The import broke off: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<ImportMessage>) => {
      switch (data.kind) {
        case "progress":
          return onProgress?.(data.progress);
        case "done":
          return resolve(data.report);
        case "failed":
          return reject(unpackFailure(data.failure));
        default:
          return data satisfies never;
      }
    };
    order({ kind: "import", ...work, dryRun });
    if (signal?.aborted) order({ kind: "cancel" });
  }).finally(() => worker.terminate());
}
