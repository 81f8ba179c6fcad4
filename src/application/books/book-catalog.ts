import type { BookId } from "../../domain/ids.ts";
import type { EpochMs, Head, Position } from "../../eventlog/envelope.ts";
import type { KeptAddress, SharedAddress } from "../../eventlog/replication/server-address.ts";

/** Where a log cannot be trusted any more, as a verification found it. */
export interface Damage {
  /** The last event that is good. */
  readonly head: Head;
  readonly firstBad: Position;
  readonly reason: string;
}

/** A moment that somebody wants to find again. */
export interface Bookmark {
  readonly position: Position;
  readonly name: string;
}

/** How a book has been looked after on this device. Nothing here is part of the book. */
export interface BookCare {
  /** The last export that was handed to the person. */
  readonly backup?: { readonly at: EpochMs; readonly position: Position };
  /** The last time the whole log was read and found good. */
  readonly verified?: { readonly at: EpochMs; readonly position: Position };
  /** What the last verification found. */
  readonly damage?: Damage | undefined;
  /** Not to be reminded of a backup before. */
  readonly remindAfter?: EpochMs;
  /** In order of their positions, one each. */
  readonly bookmarks?: readonly Bookmark[];
}

/** Where a branch began: its first events are those of another book, up to and with a position. */
export interface BranchPoint {
  readonly book: BookId;
  readonly at: Position;
}

/** What was begun with a book and goes on when it is opened next. */
export type Intention<Address = KeptAddress> =
  /** To part from its shared log, with what waits to be sent. */
  | {
      readonly kind: "leaving";
      /** Whether what waits may have come into the log already: then there is no way back. */
      readonly isBegun?: true;
    }
  /**
   * To bring it to where others can join it. Where that failed, it goes on only when it is asked
   * for.
   */
  | { readonly kind: "sharing"; readonly address: Address; readonly failure?: string };

/** What the registry knows about a book; all else stands in the book's own log. */
export interface BookEntry {
  readonly id: BookId;
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly openedAt: EpochMs;
  readonly care?: BookCare;
  /** Absent for a book that is no branch, as for every book of a release that knew none. */
  readonly branchOf?: BranchPoint;
  /** Where its shared log is; absent for a book of this browser alone. */
  readonly shared?: KeptAddress;
  readonly intention?: Intention;
}

/** A book whose log is in this browser, as far as the names of databases tell. */
export interface StoredBook {
  readonly id: BookId;
  /** Whether it was shared: then something may wait there to be sent. */
  readonly hasOutbox: boolean;
}

/**
 * The books of this browser. Each is a separate log in a database of its own. Secrets of shared
 * books are taken in clear, and kept sealed or not at all.
 */
export interface BookCatalog {
  /** All books, in order of creation. */
  list(): Promise<BookEntry[]>;
  find(id: BookId): Promise<BookEntry | undefined>;
  /**
   * Books whose logs are in this browser though they are not listed, as where the registry was
   * lost; none in a browser that does not tell.
   */
  unlisted(): Promise<StoredBook[]>;
  /** The book opened last; makes a first one when there is none. Two tabs at once get the same. */
  openLast(fresh: BookEntry): Promise<BookEntry>;
  /** Lists a book that was found; where it is listed again by now, that entry stays. */
  takeBack(entry: BookEntry): Promise<void>;
  /** @param shared where its shared log is, if it has one. */
  add(entry: BookEntry, shared?: SharedAddress): Promise<void>;
  rename(id: BookId, name: string): Promise<void>;
  touch(id: BookId, openedAt: EpochMs): Promise<void>;
  /** Remembers how the book was looked after, beside what was remembered before. */
  noteCare(id: BookId, care: BookCare): Promise<void>;
  /** Remembers what is begun with the book, before it is; nothing once it is given up. */
  intend(id: BookId, intention: Intention<SharedAddress> | undefined): Promise<void>;
  /**
   * Remembers where the book's shared log is, or that there is none any more: what was begun is
   * done.
   */
  share(id: BookId, address: SharedAddress | undefined): Promise<void>;
  /**
   * Keeps another secret for the book's shared log: what was begun stays so. Nothing where the book
   * is shared no more.
   */
  changeSecret(id: BookId, address: SharedAddress): Promise<void>;
  /**
   * The secret for a shared log of a book; undefined where it was not kept, and where the key that
   * sealed it is lost.
   */
  openSecret(id: BookId, address: KeptAddress): Promise<string | undefined>;
  /** Seals what earlier releases kept in clear. */
  sealSecrets(): Promise<void>;
  /** Deletes the book's log and its entry. Other tabs that have it open lose it. */
  remove(id: BookId): Promise<void>;
}

/** An entry with another address of its shared log, or with none; nothing is begun any more. */
export function withShared(entry: BookEntry, shared: KeptAddress | undefined): BookEntry {
  const { shared: _, intention: __, ...alone } = entry;
  return shared ? { ...alone, shared } : alone;
}

/** An entry with something that is begun, or with nothing. */
export function withIntention(entry: BookEntry, intention: Intention | undefined): BookEntry {
  const { intention: _, ...resting } = entry;
  return intention ? { ...resting, intention } : resting;
}

/** An id of a book that is never listed, and whose log is dropped by whoever made it. */
export function scratchId(): BookId {
  return `${SCRATCH}${crypto.randomUUID()}` as BookId;
}

const SCRATCH = "scratch-";

/** The book whose log a database holds; undefined for a database that holds something else. */
export function bookOf(database: string): BookId | undefined {
  const id = database.startsWith(BOOK) ? database.slice(BOOK.length) : "";
  const isLog = id !== "" && !id.endsWith(OUTBOX) && !id.startsWith(SCRATCH);
  return isLog ? (id as BookId) : undefined;
}

const BOOK = "hindsight-book-";
const OUTBOX = "-outbox";

/** Name of the database that holds what waits to be sent to a book's shared log. */
export function outboxOf(id: BookId): string {
  return databaseOf(id) + OUTBOX;
}

/** Name of the database that holds a book's log. */
export function databaseOf(id: BookId): string {
  return BOOK + id;
}
