import { StorageError } from "../../eventlog/errors.ts";
import type { ImportOptions, ImportReport } from "./import-log.ts";
import { unpackFailure, type WorkerMessage, type WorkerOrder } from "./worker-protocol.ts";

/**
 * Brings a log file into a book of this device without holding up the page, as `importInto` does. Two workers share the work,
 * since most devices have more than one core: one checks the file's lines, the other does all the rest.
 * @param startWorker starts a worker that carries out a `WorkerOrder`.
 * @throws what `importInto` throws, and StorageError when a worker breaks down; the book is then as it was.
 */
export function importInWorker(
  startWorker: () => Worker,
  work: Pick<WorkerOrder & { kind: "import" }, "file" | "book" | "isNew">,
  { dryRun = false, upTo, signal, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const worker = startWorker();
  const checker = startWorker();
  const { port1, port2 } = new MessageChannel();
  const order = (to: Worker, message: WorkerOrder, moved: Transferable[] = []): void =>
    to.postMessage(message, moved);
  return new Promise<ImportReport>((resolve, reject) => {
    // The worker answers when it has taken everything back.
    signal?.addEventListener("abort", () => order(worker, { kind: "cancel" }));
    const breakOff = ({ message }: ErrorEvent): void =>
      reject(new StorageError(`The import broke off: ${message}`));
    worker.onerror = breakOff;
    checker.onerror = breakOff;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      switch (data.kind) {
        case "progress":
          return onProgress?.(data.progress);
        case "done":
          return resolve(data.report);
        case "failed":
          return reject(unpackFailure(data.failure));
        case "copied":
        case "verified":
          return undefined; // Not what was asked for here.
        default:
          return data satisfies never;
      }
    };
    order(checker, { kind: "check", asked: port1 }, [port1]);
    order(worker, { kind: "import", ...work, dryRun, upTo, checker: port2 }, [port2]);
    if (signal?.aborted) order(worker, { kind: "cancel" });
  }).finally(() => {
    worker.terminate();
    checker.terminate();
  });
}
