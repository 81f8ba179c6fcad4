import { headOf } from "../chain/commit.ts";
import { createLogIndex, type LogIndex } from "../columns/stream-index.ts";
import type { PackedEvents } from "../encoding/event-page.ts";
import { EMPTY_HEAD, type Head, type Position, positionAfter } from "../envelope.ts";
import { CorruptLogError } from "../errors.ts";
import type { Commit } from "../records.ts";
import { nextTask } from "../util/yield-to-main.ts";
import { endOf, putCommits, readHead, readPages, readTail } from "./record-store.ts";
import { type ReadTransaction, together, type WriteTransaction } from "./transaction.ts";

/** What one tab knows of the log: its end, and what a writer must know of all before. */
export interface Knowledge {
  readonly head: Head;
  /** Key of the last commit of the tail; absent when the tail is empty, or not known. */
  readonly lastKey?: Position;
  readonly index: LogIndex;
}

/** Keeps one tab's knowledge of the log up to what every tab wrote. */
export interface KnowledgeKeeper {
  /** What is known. It may be behind what other tabs wrote: a write finds that out. */
  known(): Knowledge;
  /** Reads on to the end of the log. @throws CorruptLogError when a record is missing or cannot be read. */
  learn(): Promise<Knowledge>;
  /** Takes commits that this tab has just put at the end, into the tail or as part of a page. */
  note(commits: readonly Commit[], where: "tail" | "page"): void;
  /** Forgets everything: what was noted did not come to stand in the log. */
  forget(): void;
}

/** Breaks a transaction off that found the log to end elsewhere than its writer knew. */
export class BehindError extends Error {}

/** True for what broke a write off whose writer did not know the end of the log. */
export function isBehind(error: unknown): boolean {
  return error instanceof BehindError;
}

/** Checks within a transaction that the log ends where its writer knows it to end. @throws BehindError otherwise. */
export async function checkUpToDate(
  tx: ReadTransaction | WriteTransaction,
  { head }: Knowledge,
): Promise<void> {
  const now = await readHead(tx);
  if (now.position !== head.position || now.hash !== head.hash) throw new BehindError();
}

/**
 * Puts commits where the log is known to end. One request makes sure of it: while the last known commit stands in the tail,
 * nothing behind it was sealed, and whatever another tab put there stands in the way of the first commit here.
 * @throws BehindError when the log ends elsewhere.
 */
export async function putWhereKnown(
  tx: WriteTransaction,
  known: Knowledge,
  commits: readonly Commit[],
): Promise<void> {
  await together([
    () => checkStillEnd(tx, known, commits),
    () => putCommits(tx, commits).catch(mustBeBehind),
  ]);
}

async function checkStillEnd(
  tx: WriteTransaction,
  known: Knowledge,
  commits: readonly Commit[],
): Promise<void> {
  const { lastKey } = known;
  if (lastKey === undefined || commits.length === 0) return checkUpToDate(tx, known);
  if ((await tx.objectStore("commits").getKey(lastKey)) !== lastKey) throw new BehindError();
}

function mustBeBehind(error: DOMException): never {
  throw error.name === "ConstraintError" ? new BehindError() : error;
}

/** Runs a write on what is known, and again on what was learned, until nobody else came in between. */
export async function whileBehind<Result>(
  keeper: KnowledgeKeeper,
  write: (known: Knowledge) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await write(keeper.known());
    } catch (error) {
      if (!isBehind(error)) throw error;
      await keeper.learn();
    }
  }
}

/** Positions indexed in one go: the page can draw in between. */
const STRIDE = 2_048;

/** Makes a keeper that knows nothing yet. */
export function keepKnowledge(
  read: <Result>(work: (tx: ReadTransaction) => Promise<Result>) => Promise<Result>,
): KnowledgeKeeper {
  let knowledge: Knowledge = { head: EMPTY_HEAD, index: createLogIndex() };
  let learning: Promise<Knowledge> | undefined;
  let next: Promise<Knowledge> | undefined;

  /** Reads one stride further. True when the end was reached. */
  const readOn = async (): Promise<boolean> => {
    const { index } = knowledge;
    const from = positionAfter(index.reaches());
    const { end, last, pages, tail } = await read(async (tx) => {
      const end = await readHead(tx);
      const to = Math.min(end.position, index.reaches() + STRIDE) as Position;
      const pages = await readPages(tx, { from, to });
      const sealed = Math.max(endOf(pages.at(-1)), index.reaches()) as Position;
      const tail = await readTail(tx, { from: positionAfter(sealed), to });
      const last = await tx.objectStore("commits").openKeyCursor(null, "prev");
      return { end, last, pages, tail };
    });
    // Forgotten meanwhile: what is known begins anew.
    if (knowledge.index !== index) return false;
    for (const page of pages) addPage(page);
    for (const commit of tail) addCommit(commit);
    if (index.reaches() < end.position) {
      if (index.reaches() >= from) return false;
      throw new CorruptLogError(from, `it is missing, though the log reaches to ${end.position}`);
    }
    knowledge = { head: end, index, ...(last && { lastKey: last.key }) };
    return true;
  };

  const addPage = (page: PackedEvents): void => {
    const { index } = knowledge;
    // Sealed meanwhile by another tab, after its commits were indexed here.
    if (endOf(page) <= index.reaches()) return;
    const place = index.reaches() + 1 - page.first;
    if (place < 0) throw missing(positionAfter(index.reaches()), page.first);
    index.addPage(page, place);
  };

  const addCommit = (commit: Commit): void => {
    const { index } = knowledge;
    const [{ position }] = commit.events;
    if (position <= index.reaches()) return;
    if (position !== index.reaches() + 1) throw missing(positionAfter(index.reaches()), position);
    index.add(commit);
  };

  const learnAll = async (): Promise<Knowledge> => {
    while (!(await readOn())) await nextTask();
    return knowledge;
  };

  const learn = (): Promise<Knowledge> => {
    next = undefined;
    learning = learnAll().finally(() => {
      learning = undefined;
    });
    return learning;
  };

  return {
    known: () => knowledge,
    async learn() {
      // A pass that is under way may have read the end already: all who ask meanwhile share the next one.
      if (learning) next ??= learning.then(learn, learn);
      return next ?? learn();
    },
    note(commits, where) {
      for (const commit of commits) {
        const { index } = knowledge;
        index.add(commit);
        const lastKey = commit.events[0].position;
        knowledge = { index, head: headOf(commit), ...(where === "tail" && { lastKey }) };
      }
    },
    forget() {
      knowledge = { head: EMPTY_HEAD, index: createLogIndex() };
    },
  };
}

function missing(due: Position, found: Position): CorruptLogError {
  return new CorruptLogError(due, `position ${due} was due, but ${found} stands there`);
}
