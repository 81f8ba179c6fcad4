import { headOf } from "../chain/commit.ts";
import type { PackedEvents } from "../encoding/event-page.ts";
import { commitsOf, openPage, sealPage } from "../encoding/sealed-page.ts";
import {
  type CommandId,
  EMPTY_HEAD,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
} from "../envelope.ts";
import { CorruptLogError } from "../errors.ts";
import type { Bounds } from "../read-range.ts";
import type { Commit, RefusalRecord } from "../records.ts";
import { type ReadTransaction, together, type WriteTransaction } from "./transaction.ts";

type Transaction = WriteTransaction | ReadTransaction;

/**
 * The end of the log: where the tail ends, or where it was last recorded to end if that is later. A tail that ends earlier
 * has lost something.
 */
export async function readHead(tx: Transaction): Promise<Head> {
  const [recorded = EMPTY_HEAD, last] = await together([
    () => tx.objectStore("head").get("head"),
    () => tx.objectStore("commits").openCursor(null, "prev"),
  ]);
  const tail = last && headOfTail(last.value);
  return tail && tail.position > recorded.position ? tail : recorded;
}

// What cannot be read is found by whoever reads the events.
function headOfTail(value: unknown): Head | undefined {
  const { events } = (value ?? {}) as { readonly events?: unknown };
  const last = Array.isArray(events) ? events.at(-1) : undefined;
  return isEvent(last) ? { position: last.position, hash: last.hash } : undefined;
}

/** Records where the log ends, so that a tail that loses something is noticed. */
export async function recordHead(tx: WriteTransaction): Promise<void> {
  await tx.objectStore("head").put(await readHead(tx), "head");
}

/** The refusal that was the answer to a command, if it was refused. */
export async function readRefusal(
  tx: Transaction,
  commandId: CommandId,
): Promise<RefusalRecord | undefined> {
  const number = await tx.objectStore("answers").get(commandId);
  return number === undefined ? undefined : tx.objectStore("refusals").get(number);
}

/** Puts a refused command into the journal, whose id the log has not seen. */
export async function putRefusal(tx: WriteTransaction, record: RefusalRecord): Promise<void> {
  const number = await tx.objectStore("refusals").add(record);
  await tx.objectStore("answers").put(number, record.command.id);
}

/**
 * The commits that hold the positions of `bounds`, whole.
 * @throws CorruptLogError when a record is no commit, or not the one of its place.
 */
export async function readCommits(tx: Transaction, { from, to }: Bounds): Promise<Commit[]> {
  if (from > to) return [];
  const range = await rangeFrom(tx, "pages", from, to);
  const proofs = tx.objectStore("proofs");
  const [pages, keys, values] = await Promise.all([
    readPagesIn(tx, range),
    proofs.getAllKeys(range),
    proofs.getAll(range),
  ]);
  const proofOf = new Map(keys.map((key, index) => [key, values[index]]));
  const sealed = pages.flatMap((page) => commitsOf(page, proofOf.get(page.first), from, to));
  const sealedTo = endOf(pages.at(-1));
  return [...sealed, ...(await readTail(tx, { from: later(from, positionAfter(sealedTo)), to }))];
}

/** The commits of the tail that hold the positions of `bounds`, whole. @throws CorruptLogError like `readCommits`. */
export async function readTail(tx: Transaction, { from, to }: Bounds): Promise<Commit[]> {
  if (from > to) return [];
  const range = await rangeFrom(tx, "commits", from, to);
  const store = tx.objectStore("commits");
  const [keys, commits] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return keys.map((key, index) => asCommit(commits[index], key));
}

/** The pages that hold positions of `bounds`. @throws CorruptLogError when one is not what was put there. */
export async function readPages(tx: Transaction, { from, to }: Bounds): Promise<PackedEvents[]> {
  return from > to ? [] : readPagesIn(tx, await rangeFrom(tx, "pages", from, to));
}

async function readPagesIn(tx: Transaction, range: IDBKeyRange): Promise<PackedEvents[]> {
  const store = tx.objectStore("pages");
  const [keys, records] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return keys.map((key, index) => openPage(records[index], key));
}

/** Where a page ends; before anything when there is none. */
export function endOf(page: PackedEvents | undefined): Position {
  return page ? positionAfter(page.first, page.count - 1) : START;
}

/** Puts commits at the end of the log. */
export async function putCommits(tx: WriteTransaction, commits: readonly Commit[]): Promise<void> {
  await together(
    commits.map((commit) => () => tx.objectStore("commits").add(commit, commit.events[0].position)),
  );
}

/** Puts commits into a page of their own, behind all pages and with nothing in the tail; moves the end of the log there. */
export async function putPage(tx: WriteTransaction, commits: readonly Commit[]): Promise<void> {
  const [first] = commits;
  const last = commits.at(-1);
  if (!first || !last) return;
  const key = first.events[0].position;
  const { page, proof } = sealPage(commits);
  await together([
    () => tx.objectStore("pages").add(page, key),
    () => tx.objectStore("proofs").add(proof, key),
    () => tx.objectStore("head").put(headOf(last), "head"),
  ]);
}

/** Makes pages of the whole tail. */
export async function sealTail(tx: WriteTransaction, pageEvents: number): Promise<void> {
  const head = await readHead(tx);
  for (
    let commits = await nextToSeal(tx, pageEvents);
    commits.length > 0;
    commits = await nextToSeal(tx, pageEvents)
  ) {
    const [first, last] = [commits[0], commits.at(-1)];
    if (!first || !last) return;
    const from = first.events[0].position;
    await tx.objectStore("commits").delete(IDBKeyRange.bound(from, last.events[0].position));
    await putPage(tx, commits);
  }
  await tx.objectStore("head").put(head, "head");
}

/** The oldest commits of the tail, as many as a page takes. @throws CorruptLogError like `readCommits`. */
export async function nextToSeal(tx: Transaction, pageEvents: number): Promise<Commit[]> {
  const first = await tx.objectStore("commits").openKeyCursor();
  if (!first) return [];
  const to = positionAfter(first.key, pageEvents - 1);
  return readTail(tx, { from: first.key, to });
}

// The record that holds `from` may begin before it.
async function rangeFrom(
  tx: Transaction,
  store: "commits" | "pages",
  from: Position,
  to: Position,
): Promise<IDBKeyRange> {
  const holding = await tx.objectStore(store).openKeyCursor(IDBKeyRange.upperBound(from), "prev");
  return IDBKeyRange.bound(holding?.key ?? START, to);
}

function later(one: Position, other: Position): Position {
  return Math.max(one, other) as Position;
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
