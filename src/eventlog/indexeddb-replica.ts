import { type Commit, headOf } from "./commit.ts";
import type { Head, RecordedEvent } from "./envelope.ts";
import type { ReplicaSource } from "./event-log.ts";
import { answeredBefore, putCommits, readHead, readVersions } from "./indexeddb-records.ts";
import { keepAlive, type WriteTransaction } from "./indexeddb-transaction.ts";
import { createReplicaCutter, streamsIn } from "./replica-cutter.ts";

/**
 * Puts a replica's events at the end of the log within one transaction, which stays open while the source is waited
 * for: other writers queue meanwhile, and a crash or an error leaves nothing behind.
 */
export async function replicateInto(
  tx: WriteTransaction,
  source: ReplicaSource,
): Promise<{ readonly before: Head; readonly after: Head }> {
  const before = await readHead(tx);
  const cutter = createReplicaCutter(before);
  let after = before;
  const put = async (commits: readonly Commit[]): Promise<void> => {
    await putCommits(tx, commits, await answeredBefore(tx, commits, before.position));
    const last = commits.at(-1);
    if (last) after = headOf(last);
  };

  const batches: Batches = iterate(source);
  try {
    for (;;) {
      const { done, value } = await keepAlive(tx, nextOf(batches));
      if (done) break;
      await put(cutter.take(value, await readVersions(tx, streamsIn(value))));
    }
    await put(cutter.end());
  } catch (error) {
    await batches.return?.();
    throw error;
  }
  return { before, after };
}

type Batches = Iterator<readonly RecordedEvent[]> | AsyncIterator<readonly RecordedEvent[]>;

function iterate(source: ReplicaSource): Batches {
  return Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
}

// Async, so that a source that throws at once rejects like one that throws later.
async function nextOf(batches: Batches): Promise<IteratorResult<readonly RecordedEvent[]>> {
  return batches.next();
}
