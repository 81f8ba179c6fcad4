import { checkChain } from "../chain/hash-chain.ts";
import { loadFastSha256, type Sha256 } from "../chain/sha256.ts";
import {
  commitsOf,
  openPage,
  type PageRecord,
  type ProofRecord,
  sealPage,
} from "../encoding/sealed-page.ts";
import { EMPTY_HEAD, type Head, positionAfter, START } from "../envelope.ts";
import type { Commit } from "../records.ts";
import { nextTask } from "../util/yield-to-main.ts";
import { endOf, nextToSeal, readCommits, recordHead } from "./record-store.ts";
import { type ReadTransaction, together, type WriteTransaction } from "./transaction.ts";

/** What sealing needs of a database. */
export interface SealerDependencies {
  readonly pageEvents: number;
  write<Result>(work: (tx: WriteTransaction) => Promise<Result>): Promise<Result>;
  read<Result>(work: (tx: ReadTransaction) => Promise<Result>): Promise<Result>;
}

/** Keeps the tail in order behind the backs of writers and readers: records where it ends, and seals it as it grows. */
export interface Sealer {
  /** Seals what the tail has grown to. */
  sealAll(): Promise<void>;
  /** Told how much was put at the end. */
  appended(count: number): void;
}

/** Milliseconds until the end of the log is recorded: an append need not wait for a second record. */
const RECORD_WITHIN = 250;

/** Makes the sealer of one open database; `isClosed` ends its work. */
export function createSealer(dependencies: SealerDependencies & { isClosed(): boolean }): Sealer {
  let grown = 0;
  let sealing = false;
  let recording = false;

  const recordEnd = async (): Promise<void> => {
    recording = false;
    // A storage that fails is told by whoever reads or writes.
    if (!dependencies.isClosed()) await dependencies.write(recordHead).catch(() => {});
  };

  const sealAll = async (): Promise<void> => {
    if (sealing || dependencies.isClosed()) return;
    sealing = true;
    grown = 0;
    try {
      const digest = await loadFastSha256();
      while (!dependencies.isClosed() && (await sealOnePage(dependencies, digest)));
    } catch {
      // The tail stays as it is; what is wrong with it is told by whoever reads or writes.
    }
    sealing = false;
  };

  return {
    sealAll,
    appended(count) {
      if (!recording) setTimeout(recordEnd, RECORD_WITHIN);
      recording = true;
      grown += count;
      if (grown >= dependencies.pageEvents) setTimeout(sealAll);
    },
  };
}

/**
 * Packs the oldest commits of the tail into a page, as other logs seal their segments: in one transaction the page comes and
 * the commits go, so that every reader sees one or the other. What the page gives back is checked against the hashes
 * before.
 * @returns whether there was a page's worth, and it was sealed.
 */
async function sealOnePage(
  { read, write, pageEvents }: SealerDependencies,
  digest: Sha256,
): Promise<boolean> {
  const { commits, before } = await read((tx) => readOldest(tx, pageEvents));
  const count = commits.reduce((sum, { events }) => sum + events.length, 0);
  if (count < pageEvents) return false;
  await nextTask();
  const sealed = sealPage(commits);
  await nextTask();
  if (!(await givesBack(sealed, commits, before, digest))) return false;
  return write((tx) => exchange(tx, commits, sealed));
}

async function readOldest(
  tx: ReadTransaction,
  pageEvents: number,
): Promise<{ readonly commits: Commit[]; readonly before: Head }> {
  const commits = await nextToSeal(tx, pageEvents);
  const first = commits[0]?.events[0].position ?? START;
  const position = positionAfter(first, -1);
  if (position <= START) return { commits, before: EMPTY_HEAD };
  const [earlier] = await readCommits(tx, { from: position, to: position });
  return { commits, before: earlier?.events.at(-1) ?? EMPTY_HEAD };
}

/** Events checked in one go: the page can draw in between. */
const STRIDE = 256;

// A tail that is damaged stays as it is: reading and verifying tell of it.
async function givesBack(
  { page, proof }: { readonly page: PageRecord; readonly proof: ProofRecord },
  commits: readonly Commit[],
  before: Head,
  digest: Sha256,
): Promise<boolean> {
  const opened = openPage(page, positionAfter(before.position));
  let head = before;
  let checked = 0;
  while (checked < commits.length) {
    await nextTask();
    const from = positionAfter(head.position);
    const given = commitsOf(opened, proof, from, positionAfter(from, STRIDE - 1));
    const chain = checkChain(
      given.flatMap(({ events }) => events),
      head,
      digest,
    );
    const isSame = given.every(({ command }, index) =>
      sameJson(command, commits[checked + index]?.command),
    );
    if (!chain.ok || !isSame || given.length === 0) return false;
    head = chain.head;
    checked += given.length;
  }
  return checked === commits.length && head.position === endOf(opened);
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function exchange(
  tx: WriteTransaction,
  commits: readonly Commit[],
  { page, proof }: { readonly page: PageRecord; readonly proof: ProofRecord },
): Promise<boolean> {
  const [first, last] = [commits[0], commits.at(-1)];
  if (!first || !last) return false;
  const from = first.events[0].position;
  const range = IDBKeyRange.bound(from, last.events[0].position);
  const tail = tx.objectStore("commits");
  // Another tab may have been faster.
  if ((await tail.count(range)) !== commits.length) return false;
  // Where nothing stays in the tail, this alone tells where the log ends.
  await recordHead(tx);
  await together([
    () => tail.delete(range),
    () => tx.objectStore("pages").add(page, from),
    () => tx.objectStore("proofs").add(proof, from),
  ]);
  return true;
}
