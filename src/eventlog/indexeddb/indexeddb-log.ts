import { loadFastSha256 } from "../chain/sha256.ts";
import { checkStored } from "../chain/verify-log.ts";
import { packEvents } from "../encoding/event-page.ts";
import { type EpochMs, type Position, parsePosition, positionAfter, START } from "../envelope.ts";
import { CorruptLogError } from "../errors.ts";
import type {
  AcceptedAttempt,
  AppendListener,
  EventLog,
  OnLost,
  Outcome,
  Range,
  RefusedAttempt,
} from "../event-log.ts";
import { repeatAnswer } from "../journal.ts";
import { boundsOf, inRange } from "../read-range.ts";
import { type ReplicaSource, takeSource } from "../replication/replica-batch.ts";
import { createListeners } from "../util/emitter.ts";
import { createLater } from "../util/lazy-import.ts";
import { createTurns } from "../util/mutex.ts";
import { atOnceThenPaced } from "../util/throttle.ts";
import { fault, fieldsOf, takeCount, takeText, takeTexts } from "../validation/check-fields.ts";
import { takeJournalRange, takeRange } from "../validation/check-range.ts";
import { checkedClock, takeAccepted, takeRefused } from "../validation/check-submission.ts";
import { weaveJournal } from "../weave-journal.ts";
import { isBehind, keepKnowledge, whileBehind } from "./log-tip.ts";
import type { Sealer } from "./page-sealer.ts";
import { endOf, readCommits, readHead, readPages, readRefusal, readTail } from "./record-store.ts";
import { checkNotShared, markAsShared } from "./replica-mark.ts";
import { type OnBlocked, openLogDatabase } from "./schema.ts";
import {
  inReadTransaction,
  inWriteTransaction,
  type ReadTransaction,
  together,
  toStorageError,
  type WriteTransaction,
} from "./transaction.ts";

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

/** After opening, until the tail is looked at: the first screen comes first. */
const SEALING_DELAY_MS = 2_000;

/** Pages of a replica are so many times as large: fewer records are faster to read, and nobody waits for one of them. */
const REPLICA_PAGES = 4;

/**
 * Opens a log kept in IndexedDB. Every answered write is durable: it was a strict transaction, and
 * the answer comes after its `complete` event. Writes to a log that is the replica of a shared one
 * throw a SharedLogError, except through a connection that was opened as such.
 * @throws StorageError when the browser refuses.
 */
export async function openIndexedDbLog(options: IndexedDbLogOptions): Promise<EventLog> {
  fieldsOf(options, "options", ["name", "now", "onLost", "onBlocked", "pageEvents", "as"]);
  const { onLost = () => {}, onBlocked = () => {}, as = "own" } = options;
  if (as !== "own" && as !== "replica") throw fault("as", "write “own” or “replica”");
  const name = takeText(options.name, "name");
  const now = checkedClock(options.now);
  const pageEvents = takeCount(options.pageEvents ?? PAGE_EVENTS, "pageEvents", 1);
  const database = await openLogDatabase(name, { onLost, onBlocked }).catch((error) => {
    throw toStorageError(error);
  });
  if (as === "replica") await markAsShared(database);
  const checkWriter = as === "own" ? checkNotShared : async () => {};
  const appends = createListeners<Parameters<AppendListener>>();
  const refusals = createListeners<[]>();
  const appending = new Set<Promise<unknown>>();
  let closed = false;
  let newest = START;
  // What other tabs wrote is told once nothing of this one is under way: its own notice will bring
  // most of it, in one reading.
  let heard = START;
  const passOnHeard = (): void => {
    if (appending.size > 0 || heard <= newest) return;
    newest = heard;
    appends.notify(heard);
  };
  const otherTabs = new BroadcastChannel(`hindsight:${name}`);
  otherTabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    heard = Math.max(heard, parsePosition(data) ?? START) as Position;
    passOnHeard();
    if (data === REFUSED) refusals.notify();
  };

  const tellOtherTabs = (news: Position | typeof REFUSED): void => {
    // Closed meanwhile: what was written stands, and an acknowledgement must not turn into an error.
    if (!closed) otherTabs.postMessage(news);
  };
  const tellWhereItEnds = atOnceThenPaced(() => tellOtherTabs(newest), NOTICES);
  const announce = (...[upTo, written]: Parameters<AppendListener>) => {
    newest = upTo;
    tellWhereItEnds();
    return appends.notify(upTo, written);
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
  const sealer = createLater(async () => {
    const { createSealer } = await import("./page-sealer.ts");
    return createSealer({ read, write, pageEvents, isClosed: () => closed });
  });
  // What cannot be fetched now is fetched by a later append: the tail stays as it is until then.
  const seal = (work: (sealer: Sealer) => void): void => {
    sealer().then(work, () => {});
  };
  setTimeout(() => seal(({ sealAll }) => sealAll()), SEALING_DELAY_MS);
  const appender = createLater(async () => {
    const { createAppender } = await import("./group-commit.ts");
    return createAppender({
      ...{ keeper, now, read, inTurn },
      transact: (work) =>
        transact(async (tx) => (await together([() => work(tx), () => checkWriter(tx)]))[0]),
      written(records) {
        const commits = records.filter((record) => "events" in record);
        if (commits.length < records.length) announceRefusal();
        if (commits.length === 0) return undefined;
        seal(({ appended }) => appended(commits.length));
        const events = commits.flatMap((commit) => commit.events);
        return announce(keeper.known().head.position, events);
      },
    });
  });
  const take = (attempt: AcceptedAttempt | RefusedAttempt): Promise<Outcome> => {
    const answer = appender().then((append) => append(attempt));
    const end: Promise<unknown> = answer
      .catch(() => {})
      .then(() => {
        appending.delete(end);
        passOnHeard();
      });
    if (!closed) appending.add(end);
    return answer;
  };

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
  const filteredReader = createLater(async () => {
    const { createFilteredReader } = await import("../consumers/filtered-reader.ts");
    return createFilteredReader(plain, () => read(readHead));
  });

  const replica = createLater(() => import("./replication-writer.ts"));
  const audit = createLater(() => import("./indexeddb-audit.ts"));

  const log: EventLog = {
    head: () => read(readHead),
    append: async (attempt) => take(takeAccepted(attempt)),
    refuse: async (attempt) => take(takeRefused(attempt)),

    async warmUp() {
      await Promise.all([keeper.learn(), appender()]);
    },

    async find(id, digest) {
      takeText(id, "commandId");
      const refusal = await read((tx) => readRefusal(tx, id));
      if (refusal) return repeatAnswer(refusal, { id, digest });
      const { index } = await keeper.learn();
      const position = index.commitOf(id);
      if (position === undefined) return undefined;
      return repeatAnswer(await commitAt(position), { id, digest });
    },

    async fates(asked) {
      const commandIds = takeTexts(asked, "commandIds");
      const refused = await read((tx) =>
        Promise.all(commandIds.map((id) => tx.objectStore("answers").getKey(id))),
      );
      const { index } = await keeper.learn();
      return commandIds.map((id, place) => {
        if (refused[place] !== undefined) return "refused";
        return index.commitOf(id) === undefined ? undefined : "accepted";
      });
    },

    read: async (range = {}) =>
      takeRange(range).filter ? (await filteredReader())(range) : plain(range),

    readPages: (from, to) =>
      read(async (tx) => {
        const pages = await readPages(tx, { from, to });
        const unsealed = positionAfter(endOf(pages.at(-1)));
        const begin = Math.max(unsealed, from) as Position;
        const tail = await readTail(tx, { from: begin, to });
        return tail.length > 0 ? [...pages, packEvents(tail)] : pages;
      }),

    async versionOf(stream) {
      takeText(stream, "stream");
      return (await keeper.learn()).index.versionOf(stream);
    },

    async journal(range = {}) {
      takeJournalRange(range);
      const { accepted, refused } = await read(async (tx) => {
        const [head, refused] = await Promise.all([
          readHead(tx),
          tx.objectStore("refusals").getAll(),
        ]);
        const accepted =
          range.outcome === "refused" ? [] : await readCommits(tx, boundsOf(range, head.position));
        return { accepted, refused };
      });
      return weaveJournal(accepted, refused, range);
    },

    async replicate(given: ReplicaSource) {
      const source = takeSource(given);
      const [digest, { replicateInto }] = await Promise.all([loadFastSha256(), replica()]);
      const { before, after, journaled, written } = await whileBehind(keeper, () =>
        inTurn(async () => {
          const known = keeper.known();
          try {
            return await transact(async (tx) => {
              await checkWriter(tx);
              const pages = { pageEvents: pageEvents * REPLICA_PAGES, digest };
              return replicateInto(tx, source, keeper, pages);
            });
          } catch (error) {
            // What was noted on the way came to nothing.
            if (!isBehind(error) && keeper.known() !== known) keeper.forget();
            throw error;
          }
        }),
      );
      seal(({ appended }) => appended(after.position - before.position));
      const followed = after.position > before.position && announce(after.position, written);
      if (journaled > 0) announceRefusal();
      if (followed) await followed;
      return after;
    },

    async verify(options) {
      const chain = await checkStored(log, options);
      if (!chain.ok) return chain;
      const { auditRefusals } = await audit();
      return read((tx) => auditRefusals(tx, chain.head));
    },

    onAppend: appends.add,
    onRefusal: refusals.add,

    close() {
      closed = true;
      appends.clear();
      refusals.clear();
      otherTabs.close();
      // What was begun before still comes to stand in the log.
      if (appending.size === 0) database.close();
      else Promise.all(appending).then(() => database.close());
    },
  };

  const commitAt = async (position: Position) => {
    const [commit] = await read((tx) => readCommits(tx, { from: position, to: position }));
    if (!commit) throw new CorruptLogError(position, "it is missing");
    return commit;
  };
  return log;
}
