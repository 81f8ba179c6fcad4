import type { IDBPTransaction } from "idb";
import { answerOf, type Remembered, repeatAnswer, weaveJournal } from "./answer.ts";
import {
  type Commit,
  commitsOfReplica,
  headOf,
  sealCommit,
  streamsOf,
  versionsOf,
} from "./commit.ts";
import {
  type CommandId,
  EMPTY_HEAD,
  type EpochMs,
  type Head,
  NO_STREAM,
  type Position,
  parsePosition,
  START,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import { isHindsightError, StorageError } from "./errors.ts";
import type { EventLog, Outcome } from "./event-log.ts";
import {
  type LogDatabase,
  type LogSchema,
  type OnLost,
  openLogDatabase,
  STORES,
} from "./indexeddb-schema.ts";
import { createListeners } from "./listeners.ts";

/** What an IndexedDB log needs from outside. */
export interface IndexedDbLogOptions {
  /** Name of the database: one for each book. */
  readonly name: string;
  readonly now: () => EpochMs;
  /** Told when the connection is lost; the log answers every call with a `StorageError` from then on. */
  readonly onLost?: OnLost;
}

type WriteTransaction = IDBPTransaction<LogSchema, typeof STORES, "readwrite">;
type ReadTransaction = IDBPTransaction<LogSchema, typeof STORES, "readonly">;

/**
 * Opens an event log kept in IndexedDB.
 * One `readwrite` transaction allocates positions, and the browser runs such transactions one after the other
 * over all tabs: that is what makes the order gapless. `durability: "strict"` makes an acknowledgement mean "on disk".
 */
export async function openIndexedDbLog(options: IndexedDbLogOptions): Promise<EventLog> {
  const { name, now, onLost = () => {} } = options;
  const database = await openLogDatabase(name, onLost).catch(asStorageError);
  const listeners = createListeners();
  const otherTabs = new BroadcastChannel(`hindsight:${name}`);
  otherTabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    const upTo = parsePosition(data);
    if (upTo !== undefined) listeners.notify(upTo);
  };

  let closed = false;
  const announce = (upTo: Position): void => {
    listeners.notify(upTo);
    // Closed meanwhile: the events stand, and an acknowledgement must not turn into an error.
    if (!closed) otherTabs.postMessage(upTo);
  };

  const write = <Result>(work: (tx: WriteTransaction) => Promise<Result>) =>
    inWriteTransaction(database, work);
  const read = async <Result>(work: (tx: ReadTransaction) => Promise<Result>) => {
    try {
      return await work(database.transaction(STORES, "readonly"));
    } catch (error) {
      return asStorageError(error);
    }
  };

  return {
    head: () => read(readHead),

    async append(attempt) {
      const outcome = await write(async (tx): Promise<Outcome> => {
        const [head, first, versions] = await Promise.all([
          readHead(tx),
          readAnswer(tx, attempt.command.id),
          readVersions(tx, streamsOf(attempt)),
        ]);
        if (first) return repeatAnswer(first, attempt);
        const commit = sealCommit(attempt, head, versions, now());
        await putCommits(tx, [commit]);
        return answerOf(commit, false);
      });
      const last = outcome.accepted && !outcome.repeated && outcome.events.at(-1);
      if (last) announce(last.position);
      return outcome;
    },

    refuse(attempt) {
      const { command, refusal } = attempt;
      return write(async (tx): Promise<Outcome> => {
        const [head, first] = await Promise.all([readHead(tx), readAnswer(tx, command.id)]);
        if (first) return repeatAnswer(first, attempt);
        const record = { command, refusal, after: head.position, recordedAt: now() };
        const number = await tx.objectStore("refusals").add(record);
        await tx.objectStore("answers").put({ refusal: number }, command.id);
        return answerOf(record, false);
      });
    },

    find: (commandId) =>
      read(async (tx) => {
        const first = await readAnswer(tx, commandId);
        return first && answerOf(first, true);
      }),

    read: ({ from = START, to = Number.MAX_SAFE_INTEGER as Position } = {}) =>
      read(async (tx) => {
        if (from > to) return [];
        const store = tx.objectStore("commits");
        // The commit that holds `from` may begin before it.
        const holding = await store.openKeyCursor(IDBKeyRange.upperBound(from), "prev");
        const commits = await store.getAll(IDBKeyRange.bound(holding?.key ?? START, to));
        return commits
          .flatMap((commit) => commit.events)
          .filter(({ position }) => position >= from && position <= to);
      }),

    journal: () =>
      read(async (tx) => {
        const [commits, refusals] = await Promise.all([
          tx.objectStore("commits").getAll(),
          tx.objectStore("refusals").getAll(),
        ]);
        return weaveJournal(commits, refusals);
      }),

    async replicate(events) {
      const head = await write(async (tx) => {
        const streams = [...new Set(events.map((event) => event.stream))];
        const [before, versions] = await Promise.all([readHead(tx), readVersions(tx, streams)]);
        const commits = commitsOfReplica(events, before, versions);
        await putCommits(tx, commits);
        return commits.length ? headOf(commits.at(-1) as Commit) : before;
      });
      announce(head.position);
      return head;
    },

    onAppend: listeners.add,

    close() {
      closed = true;
      listeners.clear();
      otherTabs.close();
      database.close();
    },
  };
}

async function inWriteTransaction<Result>(
  database: LogDatabase,
  work: (tx: WriteTransaction) => Promise<Result>,
): Promise<Result> {
  try {
    const tx = database.transaction(STORES, "readwrite", { durability: "strict" });
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      tx.done.catch(() => {}); // `error` below says why; the abort is its consequence.
      abort(tx);
      throw error;
    }
  } catch (error) {
    return asStorageError(error);
  }
}

// A transaction that has already failed or ended cannot be aborted again.
function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch {}
}

function asStorageError(error: unknown): never {
  if (isHindsightError(error)) throw error;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  throw new StorageError(`The browser's storage did not take part: ${reason}`, { cause: error });
}

async function readHead(tx: WriteTransaction | ReadTransaction): Promise<Head> {
  return (await tx.objectStore("head").get("head")) ?? EMPTY_HEAD;
}

async function readAnswer(
  tx: WriteTransaction | ReadTransaction,
  commandId: CommandId,
): Promise<Remembered | undefined> {
  const ref = await tx.objectStore("answers").get(commandId);
  if (!ref) return undefined;
  return "commit" in ref
    ? tx.objectStore("commits").get(ref.commit)
    : tx.objectStore("refusals").get(ref.refusal);
}

async function readVersions(
  tx: WriteTransaction,
  streams: readonly StreamName[],
): Promise<ReadonlyMap<StreamName, StreamVersion>> {
  const store = tx.objectStore("streams");
  const entries = streams.map(
    async (stream) => [stream, (await store.get(stream)) ?? NO_STREAM] as const,
  );
  return new Map(await Promise.all(entries));
}

// The first answer stands: a replica that was cut inside a command brings the rest of it later.
async function putFirstAnswer(
  tx: WriteTransaction,
  commandId: CommandId,
  commit: Position,
): Promise<void> {
  const store = tx.objectStore("answers");
  if ((await store.getKey(commandId)) === undefined) await store.put({ commit }, commandId);
}

async function putCommits(tx: WriteTransaction, commits: readonly Commit[]): Promise<void> {
  const last = commits.at(-1);
  if (!last) return;
  const writes: Promise<unknown>[] = [tx.objectStore("head").put(headOf(last), "head")];
  for (const commit of commits) {
    const [first] = commit.events;
    writes.push(
      tx.objectStore("commits").add(commit, first.position),
      putFirstAnswer(tx, first.meta.commandId, first.position),
    );
  }
  for (const [stream, version] of versionsOf(commits)) {
    writes.push(tx.objectStore("streams").put(version, stream));
  }
  await Promise.all(writes);
}
