import { answerOf, repeatAnswer, weaveJournal } from "./answer.ts";
import { atOnceThenPaced } from "./at-once-then-paced.ts";
import { checkStored } from "./check-stored.ts";
import { type EpochMs, type Position, parsePosition, positionAfter, START } from "./envelope.ts";
import { CorruptLogError } from "./errors.ts";
import type { EventLog, OnLost, Outcome, Range } from "./event-log.ts";
import { createFilteredReader } from "./filtered-reader.ts";
import { createAppender } from "./indexeddb-appender.ts";
import { auditRefusals } from "./indexeddb-audit.ts";
import { checkUpToDate, isBehind, keepKnowledge, whileBehind } from "./indexeddb-knowledge.ts";
import {
  endOf,
  putRefusal,
  readCommits,
  readHead,
  readPages,
  readRefusal,
  readTail,
} from "./indexeddb-records.ts";
import { replicateInto } from "./indexeddb-replica.ts";
import { type OnBlocked, openLogDatabase } from "./indexeddb-schema.ts";
import { createSealer } from "./indexeddb-sealer.ts";
import { checkNotShared, markAsShared } from "./indexeddb-shared-mark.ts";
import {
  inReadTransaction,
  inWriteTransaction,
  type ReadTransaction,
  together,
  toStorageError,
  type WriteTransaction,
} from "./indexeddb-transaction.ts";
import { createListeners } from "./listeners.ts";
import { packEvents } from "./packed/packed-events.ts";
import { boundsOf, inRange } from "./range.ts";
import type { ReplicaSource } from "./replica-batch.ts";
import { loadFastSha256 } from "./sha256.ts";
import { createTurns } from "./turns.ts";

/** What a tab tells the others about a refused command, beside the positions it tells about appends. */
const REFUSED = "refused";

/** Milliseconds between two notices to other tabs: each costs the writer as much as a request. */
const NOTICES = 10;

/** What an IndexedDB log needs from outside. */
export interface IndexedDbLogOptions {
  /** Name of the database: one for each book. */
  readonly name: string;
  readonly now: () => EpochMs;
  /**
   * `replica` for whoever writes what a shared log decided. From the first such opening on, the log
   * takes nothing else, through whichever connection, until it is taken back. `own` when left out.
   */
  readonly as?: "own" | "replica";
  /** Called once the database is deleted or upgraded by another tab, or closed by the browser. */
  readonly onLost?: OnLost;
  /** Called when opening has to wait until a tab with an older version of the app is closed. */
  readonly onBlocked?: OnBlocked;
  /** How many events make a page; the commit that fills it stays whole. */
  readonly pageEvents?: number;
}

const PAGE_EVENTS = 1_024;

/** Pages of a replica are so many times as large: fewer records are faster to read, and nobody waits for one of them. */
const REPLICA_PAGES = 4;

/**
 * Opens a log kept in IndexedDB. Every answered write is durable: it was a strict transaction, and
 * the answer comes after its `complete` event. Writes to a log that is the replica of a shared one
 * throw a SharedLogError, except through a connection that was opened as such.
 * @throws StorageError when the browser refuses.
 */
export async function openIndexedDbLog(options: IndexedDbLogOptions): Promise<EventLog> {
  const { name, now, onLost = () => {}, onBlocked = () => {} } = options;
  const { pageEvents = PAGE_EVENTS, as = "own" } = options;
  const database = await openLogDatabase(name, { onLost, onBlocked }).catch((error) => {
    throw toStorageError(error);
  });
  if (as === "replica") await markAsShared(database);
  const checkWriter = as === "own" ? checkNotShared : async () => {};
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
  let newest = START;
  const tellWhereItEnds = atOnceThenPaced(() => tellOtherTabs(newest), NOTICES);
  const announce = (upTo: Position): void => {
    newest = upTo;
    appends.notify(upTo);
    tellWhereItEnds();
  };

  const announceRefusal = (): void => {
    refusals.notify();
    tellOtherTabs(REFUSED);
  };

  const inTurn = createTurns();
  const transact = <Result>(work: (tx: WriteTransaction) => Promise<Result>) =>
    inWriteTransaction(database, work);
  const write = <Result>(work: (tx: WriteTransaction) => Promise<Result>) =>
    inTurn(() => transact(work));
  const read = <Result>(work: (tx: ReadTransaction) => Promise<Result>) =>
    inReadTransaction(database, work);
  // In turn with writes: a replica notes what does not stand in the log before its end.
  const keeper = keepKnowledge((work) => inTurn(() => read(work)));
  const sealer = createSealer({ read, write, pageEvents, isClosed: () => closed });
  const append = createAppender({
    ...{ keeper, now, read, inTurn },
    transact: (work) =>
      transact(async (tx) => (await together([() => work(tx), () => checkWriter(tx)]))[0]),
    appended(commits) {
      announce(keeper.known().head.position);
      sealer.appended(commits.length);
    },
  });

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
    append,

    async warmUp() {
      await keeper.learn();
    },

    async refuse(attempt) {
      const { command, refusal } = attempt;
      const outcome = await whileBehind(keeper, async (known): Promise<Outcome> => {
        const accepted = known.index.commitOf(command.id);
        if (accepted !== undefined) return repeatAnswer(await commitAt(accepted), attempt);
        return write(async (tx) => {
          const [first] = await together([
            () => readRefusal(tx, command.id),
            () => checkUpToDate(tx, known),
            () => checkWriter(tx),
          ]);
          if (first) return repeatAnswer(first, attempt);
          const record = { command, refusal, after: known.head.position, recordedAt: now() };
          await putRefusal(tx, record);
          return answerOf(record, false);
        });
      });
      if (!outcome.repeated) announceRefusal();
      return outcome;
    },

    async find(commandId) {
      const refusal = await read((tx) => readRefusal(tx, commandId));
      if (refusal) return answerOf(refusal, true);
      const { index } = await keeper.learn();
      const position = index.commitOf(commandId);
      return position === undefined ? undefined : answerOf(await commitAt(position), true);
    },

    async fates(commandIds) {
      const refused = await read((tx) =>
        Promise.all(commandIds.map((id) => tx.objectStore("answers").getKey(id))),
      );
      const { index } = await keeper.learn();
      return commandIds.map((id, place) => {
        if (refused[place] !== undefined) return "refused";
        return index.commitOf(id) === undefined ? undefined : "accepted";
      });
    },

    read: (range = {}) => (range.filter ? filtered(range) : plain(range)),

    readPages: (from, to) =>
      read(async (tx) => {
        const pages = await readPages(tx, { from, to });
        const unsealed = positionAfter(endOf(pages.at(-1)));
        const begin = Math.max(unsealed, from) as Position;
        const tail = await readTail(tx, { from: begin, to });
        return tail.length > 0 ? [...pages, packEvents(tail)] : pages;
      }),

    versionOf: async (stream) => (await keeper.learn()).index.versionOf(stream),

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
      const digest = await loadFastSha256();
      const { before, after, journaled } = await whileBehind(keeper, () =>
        inTurn(async () => {
          try {
            return await transact(async (tx) => {
              await checkWriter(tx);
              const pages = { pageEvents: pageEvents * REPLICA_PAGES, digest };
              return replicateInto(tx, source, keeper, pages);
            });
          } catch (error) {
            // What was noted on the way came to nothing.
            if (!isBehind(error)) keeper.forget();
            throw error;
          }
        }),
      );
      if (after.position > before.position) announce(after.position);
      sealer.appended(after.position - before.position);
      if (journaled > 0) announceRefusal();
      return after;
    },

    async verify(options) {
      const chain = await checkStored(log, options);
      return chain.ok ? read((tx) => auditRefusals(tx, chain.head)) : chain;
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

  const commitAt = async (position: Position) => {
    const [commit] = await read((tx) => readCommits(tx, { from: position, to: position }));
    if (!commit) throw new CorruptLogError(position, "it is missing");
    return commit;
  };
  return log;
}
