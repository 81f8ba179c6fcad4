import type { EpochMs } from "./envelope.ts";
import { openIndexedDbLog } from "./indexeddb-log.ts";
import type { VerifyMessage } from "./verify-in-worker.ts";

// Runs in a worker: takes the name of a database, tells how far it has come, and what it found.
self.onmessage = async ({ data }: MessageEvent<string>) => {
  const tell = (message: VerifyMessage): void => self.postMessage(message);
  try {
    const log = await openIndexedDbLog({ name: data, now: () => Date.now() as EpochMs });
    const onProgress = (done: number, total: number) => tell({ kind: "progress", done, total });
    tell({ kind: "done", check: await log.verify({ onProgress }) });
  } catch (error) {
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};
