import { answerOf, repeatAnswer, weaveJournal } from "./answer.ts";
import { checkStored } from "./check-stored.ts";
import { sealCommit, streamsOf } from "./commit.ts";
import { type EpochMs, NO_STREAM, type Position, parsePosition } from "./envelope.ts";
import type { EventLog, OnLost, Outcome, Range, ReplicaSource } from "./event-log.ts";
import { createFilteredReader } from "./filtered-reader.ts";
import { createAudit } from "./indexeddb-audit.ts";
import {
  putCommits,
  readAnswer,
  readCommits,
  readHead,
  readVersions,
} from "./indexeddb-records.ts";
import { replicateInto } from "./indexeddb-replica.ts";
import { type OnBlocked, openLogDatabase } from "./indexeddb-schema.ts";
import {
  inReadTransaction,
  inWriteTransaction,
  type ReadTransaction,
  toStorageError,
  type WriteTransaction,
} from "./indexeddb-transaction.ts";
import { createListeners } from "./listeners.ts";
import { boundsOf, inRange } from "./range.ts";

/** What a tab tells the others about a refused command, beside the positions it tells about appends. */
const REFUSED = "refused";

/** What an IndexedDB log needs from outside. */
export interface IndexedDbLogOptions {
  /** Name of the database: one for each book. */
  readonly name: string;
  readonly now: () => EpochMs;
  /** Told when the connection is lost; the log answers every call with a `StorageError` from then on. */
  readonly onLost?: OnLost;
  /** Told when opening has to wait for another tab. */
  readonly onBlocked?: OnBlocked;
}

/**
 * Opens an event log kept in IndexedDB.
 * One `readwrite` transaction allocates positions, and the browser runs such transactions one after the other
 * over all tabs: that is what makes the order gapless. `durability: "strict"` makes an acknowledgement mean "on disk".
 * @throws StorageError when the browser does not open it.
 */
export async function openIndexedDbLog(options: IndexedDbLogOptions): Promise<EventLog> {
  const { name, now, onLost = () => {}, onBlocked = () => {} } = options;
  const database = await openLogDatabase(name, { onLost, onBlocked }).catch((error) => {
    throw toStorageError(error);
  });
  const appends = createListeners<[upTo: Position]>();
  const refusals = createListeners<[]>();
  const otherTabs = new BroadcastChannel(`hindsight:${name}`);
  otherTabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    const upTo = parsePosition(data);
    if (upTo !== undefined) appends.notify(upTo);
    if (data === REFUSED) refusals.notify();
  };

  let closed = false;
  const tellOtherTabs = (news: Position | typeof REFUSED): void => {
    // Closed meanwhile: what was written stands, and an acknowledgement must not turn into an error.
    if (!closed) otherTabs.postMessage(news);
  };
  const announce = (upTo: Position): void => {
    appends.notify(upTo);
    tellOtherTabs(upTo);
  };

  const write = <Result>(work: (tx: WriteTransaction) => Promise<Result>) =>
    inWriteTransaction(database, work);
  const read = <Result>(work: (tx: ReadTransaction) => Promise<Result>) =>
    inReadTransaction(database, work);

  const plain = (range: Range) =>
    read(async (tx) => {
      const bounds = boundsOf(range, (await readHead(tx)).position);
      const commits = await readCommits(tx, bounds);
      return inRange(
        commits.flatMap(({ events }) => events),
        bounds,
        range,
      );
    });
  const filtered = createFilteredReader(plain, () => read(readHead));

  const log: EventLog = {
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

    async refuse(attempt) {
      const { command, refusal } = attempt;
      const outcome = await write(async (tx): Promise<Outcome> => {
        const [head, first] = await Promise.all([readHead(tx), readAnswer(tx, command.id)]);
        if (first) return repeatAnswer(first, attempt);
        const record = { command, refusal, after: head.position, recordedAt: now() };
        const number = await tx.objectStore("refusals").add(record);
        await tx.objectStore("answers").put({ refusal: number }, command.id);
        return answerOf(record, false);
      });
      if (!outcome.repeated) {
        refusals.notify();
        tellOtherTabs(REFUSED);
      }
      return outcome;
    },

    find: (commandId) =>
      read(async (tx) => {
        const first = await readAnswer(tx, commandId);
        return first && answerOf(first, true);
      }),

    read: (range = {}) => (range.filter ? filtered(range) : plain(range)),

    versionOf: (stream) =>
      read(async (tx) => (await readVersions(tx, [stream])).get(stream) ?? NO_STREAM),

    journal: (range = {}) =>
      read(async (tx) => {
        const [head, refused] = await Promise.all([
          readHead(tx),
          tx.objectStore("refusals").getAll(),
        ]);
        const accepted =
          range.outcome === "refused" ? [] : await readCommits(tx, boundsOf(range, head.position));
        return weaveJournal(accepted, refused, range);
      }),

    async replicate(source: ReplicaSource) {
      const { before, after } = await write((tx) => replicateInto(tx, source));
      if (after.position > before.position) announce(after.position);
      return after;
    },

    async verify(verifyOptions) {
      const audit = createAudit(read);
      const chain = await checkStored(log, { ...verifyOptions, alongside: audit.take });
      return chain.ok ? audit.finish(chain.head) : chain;
    },

    onAppend: appends.add,
    onRefusal: refusals.add,

    close() {
      closed = true;
      appends.clear();
      refusals.clear();
      otherTabs.close();
      database.close();
    },
  };
  return log;
}
