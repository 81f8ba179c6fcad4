import type { Sha256 } from "../chain/sha256.ts";
import type { Head, RecordedEvent } from "../envelope.ts";
import { isJournalRun, type JournalRun } from "../journal-run.ts";
import type { Commit, RefusalRecord, Remembered } from "../records.ts";
import { createReplicaCutter, secondTime } from "../replication/commit-splitter.ts";
import type { ReplicaBatch, ReplicaSource } from "../replication/replica-batch.ts";
import { putJournal } from "./journal-store.ts";
import { checkUpToDate, type KnowledgeKeeper } from "./log-tip.ts";
import {
  putCommits,
  putPage,
  putRefusal,
  readRefusal,
  recordHead,
  sealTail,
} from "./record-store.ts";
import { keepAlive, type WriteTransaction } from "./transaction.ts";

/** What came of a replication. */
export interface Replicated {
  readonly before: Head;
  readonly after: Head;
  /** How many records of the journal are new beside the events. */
  readonly journaled: number;
  /** The new events, where they are few. */
  readonly written: readonly RecordedEvent[] | undefined;
}

/** Most events that are told again to those who follow the log: more of them are read as pages. */
const FEW = 256;

/**
 * Puts what a replica recorded at the end of the log within one transaction, which stays open while the source is waited
 * for: other writers queue meanwhile, and a crash or an error leaves nothing behind. Where there are many events, they come
 * as pages at once.
 * @throws BehindError before anything was taken from the source, when the log ends elsewhere than is known.
 */
export async function replicateInto(
  tx: WriteTransaction,
  source: ReplicaSource,
  keeper: KnowledgeKeeper,
  { pageEvents, digest }: { readonly pageEvents: number; readonly digest: Sha256 },
): Promise<Replicated> {
  const { head: before, index } = keeper.known();
  await checkUpToDate(tx, keeper.known());
  const cutter = createReplicaCutter(before, digest);
  const versions = { get: index.versionOf };
  const pages = createPageWriter(tx, pageEvents);

  let journaled = 0;
  const written: RecordedEvent[] = [];
  const putOne = async (commit: Commit): Promise<void> => {
    const [first] = commit.events;
    // One that was answered before the replica came is the rest of a command, which keeps its first answer.
    const answered = index.commitOf(first.meta.commandId);
    if (answered !== undefined && answered > before.position) throw secondTime(first);
    keeper.note([commit], "page");
    if (written.length < FEW) written.push(...commit.events);
    if (pages.add(commit)) await pages.write();
  };
  const putNewRefusal = async (record: RefusalRecord): Promise<void> => {
    const { id } = record.command;
    if (index.commitOf(id) !== undefined || (await readRefusal(tx, id))) return;
    await putRefusal(tx, record);
    journaled += 1;
  };
  const put = async (records: readonly Remembered[]): Promise<void> => {
    for (const record of records) {
      if ("refusal" in record) await putNewRefusal(record);
      else await putOne(record);
    }
  };

  const putEnd = async (): Promise<void> => {
    await put(cutter.end());
    await pages.end();
  };

  const batches: Batches = iterate(source);
  try {
    for (;;) {
      const { done, value } = await keepAlive(tx, nextOf(batches));
      if (done) break;
      if (isJournalRun(value)) {
        await putEnd();
        journaled += await putJournal(tx, value, {
          ...{ commitOf: index.commitOf, pageEvents },
          before: before.position,
        });
      } else await put(cutter.take(value, versions));
    }
    await putEnd();
  } catch (error) {
    await batches.return?.();
    throw error;
  }
  const after = keeper.known().head;
  const isWhole = written.length === after.position - before.position;
  return { before, after, journaled, written: isWhole ? written : undefined };
}

/** Collects commits into pages; what does not fill one stays in the tail. */
function createPageWriter(tx: WriteTransaction, pageEvents: number) {
  let pending: Commit[] = [];
  let events = 0;
  let isFirst = true;
  // The next page is packed while the storage takes this one.
  let writing: Promise<void> = Promise.resolve();
  return {
    /** True when there are enough to be written. */
    add(commit: Commit): boolean {
      pending.push(commit);
      events += commit.events.length;
      return events >= pageEvents;
    },
    async write(): Promise<void> {
      // Pages stand before the tail: what is there already becomes one, too.
      if (isFirst) await sealTail(tx, pageEvents);
      isFirst = false;
      await writing;
      writing = putPage(tx, pending);
      writing.catch(() => {}); // Told when it is waited for.
      pending = [];
      events = 0;
    },
    async end(): Promise<void> {
      await writing;
      await putCommits(tx, pending);
      pending = [];
      events = 0;
      // What may come behind makes pages of the tail again.
      isFirst = true;
      await recordHead(tx);
    },
  };
}

type Batch = ReplicaBatch | JournalRun;
type Batches = Iterator<Batch> | AsyncIterator<Batch>;

function iterate(source: ReplicaSource): Batches {
  return Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
}

// Async, so that a source that throws at once rejects like one that throws later.
async function nextOf(batches: Batches): Promise<IteratorResult<Batch>> {
  return batches.next();
}
