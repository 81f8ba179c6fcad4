import type { Remembered } from "./answer.ts";
import { type Commit, headOf, versionsOf } from "./commit.ts";
import {
  type CommandId,
  EMPTY_HEAD,
  type Head,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  START,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import { CorruptLogError } from "./errors.ts";
import type { ReadTransaction, WriteTransaction } from "./indexeddb-transaction.ts";
import type { Bounds } from "./range.ts";
import { secondTime } from "./replica-cutter.ts";

type Transaction = WriteTransaction | ReadTransaction;

/** The recorded end of the log. */
export async function readHead(tx: Transaction): Promise<Head> {
  return (await tx.objectStore("head").get("head")) ?? EMPTY_HEAD;
}

/** What the log first made of a command, if it has seen it. */
export async function readAnswer(
  tx: Transaction,
  commandId: CommandId,
): Promise<Remembered | undefined> {
  const ref = await tx.objectStore("answers").get(commandId);
  if (!ref) return undefined;
  return "commit" in ref
    ? tx.objectStore("commits").get(ref.commit)
    : tx.objectStore("refusals").get(ref.refusal);
}

/** The last version of each of the streams. */
export async function readVersions(
  tx: Transaction,
  streams: readonly StreamName[],
): Promise<ReadonlyMap<StreamName, StreamVersion>> {
  const store = tx.objectStore("streams");
  const entries = streams.map(
    async (stream) => [stream, (await store.get(stream)) ?? NO_STREAM] as const,
  );
  return new Map(await Promise.all(entries));
}

/**
 * The commits that hold the positions of `bounds`, whole.
 * @throws CorruptLogError when a record is no commit, or not the one of its place.
 */
export async function readCommits(tx: Transaction, { from, to }: Bounds): Promise<Commit[]> {
  if (from > to) return [];
  const store = tx.objectStore("commits");
  // The commit that holds `from` may begin before it.
  const holding = await store.openKeyCursor(IDBKeyRange.upperBound(from), "prev");
  const range = IDBKeyRange.bound(holding?.key ?? START, to);
  const [keys, commits] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return keys.map((key, index) => asCommit(commits[index], key));
}

/**
 * Puts commits at the end of the log, with all that is kept beside them.
 * @param answered commands that keep the answer they have.
 */
export async function putCommits(
  tx: WriteTransaction,
  commits: readonly Commit[],
  answered: ReadonlySet<CommandId> = new Set(),
): Promise<void> {
  const last = commits.at(-1);
  if (!last) return;
  const writes: (() => Promise<unknown>)[] = [
    () => tx.objectStore("head").put(headOf(last), "head"),
  ];
  for (const commit of commits) {
    const [{ position, meta }] = commit.events;
    writes.push(() => tx.objectStore("commits").add(commit, position));
    if (answered.has(meta.commandId)) continue;
    writes.push(() => tx.objectStore("answers").put({ commit: position }, meta.commandId));
  }
  for (const [stream, version] of versionsOf(commits)) {
    writes.push(() => tx.objectStore("streams").put(version, stream));
  }
  // A request of a transaction that is over throws at once: async, so that it rejects like those before it.
  await Promise.all(writes.map(async (write) => write()));
}

/**
 * The commands of a replica that the log has answered before `base`: the first answer stands. Their commits are the
 * rest of a command, brought by a replica that was first cut inside it.
 * @throws ReplicationError when the replica itself has a command in two places.
 */
export async function answeredBefore(
  tx: WriteTransaction,
  commits: readonly Commit[],
  base: Position,
): Promise<ReadonlySet<CommandId>> {
  const store = tx.objectStore("answers");
  const answered = await Promise.all(
    commits.map(async ({ events: [first] }) => {
      const answer = await store.get(first.meta.commandId);
      if (answer && "commit" in answer && answer.commit > base) throw secondTime(first);
      return answer ? [first.meta.commandId] : [];
    }),
  );
  return new Set(answered.flat());
}

// What stands in the storage is not trusted to be what was put there.
function asCommit(value: unknown, key: Position): Commit {
  const { events } = (value ?? {}) as { readonly events?: unknown };
  const [first] = Array.isArray(events) && events.every(isEvent) ? events : [];
  if (!first) throw new CorruptLogError(key, "its record cannot be read");
  if (first.position !== key) {
    throw new CorruptLogError(key, `event ${first.position} stands in its place`);
  }
  return value as Commit;
}

function isEvent(value: unknown): value is RecordedEvent {
  if (typeof value !== "object" || value === null) return false;
  const { position, stream, type, hash, data, meta } = value as Partial<RecordedEvent>;
  return (
    Number.isSafeInteger(position) &&
    [stream, type, hash].every((text) => typeof text === "string") &&
    [data, meta].every((part) => typeof part === "object" && part !== null)
  );
}
