import type { BookEntry } from "../application/books/book-catalog.ts";
import { copyFirstEvents } from "../application/branches/copy-log.ts";
import { checkDerived } from "../application/diagnostics/derived-digest.ts";
import { type ImportTarget, importInto } from "../application/files/import-log.ts";
import { answerFileChecks, checkThrough } from "../application/files/parallel-check.ts";
import {
  type BookCopy,
  packFailure,
  type WorkerMessage,
  type WorkerOrder,
} from "../application/files/worker-protocol.ts";
import type { BookId } from "../domain/ids.ts";
import { loadFastSha256 } from "../eventlog/chain/sha256.ts";
import { follow } from "../eventlog/consumers/subscription.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import { createHistory } from "../read-model/create-read-model.ts";
import { createOutside } from "./environment.ts";
import { openStoredDevice } from "./storage.ts";
import { trustOwnAddresses } from "./trusted-types.ts";

// Runs in a worker: a file of any length is read, checked and written, or a book copied or
// verified, while the page stays quick.
const outside = createOutside();
const controller = new AbortController();
const tell = (message: WorkerMessage): void => self.postMessage(message);

trustOwnAddresses();
self.onmessage = ({ data }: MessageEvent<WorkerOrder>) => {
  switch (data.kind) {
    case "cancel":
      return controller.abort();
    case "check":
      return checkFor(data.asked);
    case "import":
      return carryOut(data);
    case "copy":
      return copy(data);
    case "verify":
      return verify(data);
    default:
      return data satisfies never;
  }
};

async function checkFor(asked: MessagePort): Promise<void> {
  answerFileChecks(asked, await loadFastSha256());
}

async function carryOut({
  file,
  book,
  dryRun,
  upTo,
  isNew,
  checker,
}: WorkerOrder & { kind: "import" }) {
  try {
    const target = dryRun && isNew ? await openScratch(book) : await openBook(book);
    const report = await importInto(target, file, outside, {
      dryRun,
      ...(upTo !== undefined && { upTo }),
      check: checkThrough(checker),
      signal: controller.signal,
      onProgress: (progress) => tell({ kind: "progress", progress }),
    });
    target.log.close();
    tell({ kind: "done", report });
  } catch (error) {
    tell({ kind: "failed", failure: packFailure(error) });
  }
}

async function copy({ from, to, upTo }: BookCopy): Promise<void> {
  const logs: EventLog[] = [];
  const open = async (id: BookId): Promise<EventLog> => {
    const log = await openLog(id);
    logs.push(log);
    return log;
  };
  try {
    await copyFirstEvents(await open(from), await open(to), upTo, {
      signal: controller.signal,
      onProgress: (done, total) =>
        tell({ kind: "progress", progress: { done, total, read: done } }),
    });
    tell({ kind: "copied" });
  } catch (error) {
    tell({ kind: "failed", failure: packFailure(error) });
  } finally {
    for (const log of logs) log.close();
  }
}

async function verify({ book, derived }: WorkerOrder & { kind: "verify" }): Promise<void> {
  try {
    const device = await openStoredDevice(outside);
    const log = await device.openLog(book);
    const onProgress = (done: number, total: number) =>
      tell({ kind: "progress", progress: { done, total, read: done } });
    const check = await log.verify({ onProgress });
    const isThere = check.ok && check.head.position >= derived.upTo;
    if (!isThere) return tell({ kind: "verified", check });
    const found = await checkDerived(log, derived, await device.openColumns(book));
    tell({ kind: "verified", check: { ...check, derived: found } });
  } catch (error) {
    tell({ kind: "failed", failure: packFailure(error) });
  }
}

async function openLog(id: BookId): Promise<EventLog> {
  return (await openStoredDevice(outside)).openLog(id);
}

async function openScratch(book: BookEntry): Promise<ImportTarget> {
  return { book, log: await outside.openScratchLog(), history: createHistory() };
}

async function openBook(book: BookEntry): Promise<ImportTarget> {
  const log = await openLog(book.id);
  const history = createHistory();
  const { add: deliver, addPage: deliverPage } = history;
  // What this import adds is for the page to follow.
  const follower = follow(log, { deliver, deliverPage, onError: () => {} });
  await follower.catchUp();
  follower.stop();
  return { book, log, history };
}
