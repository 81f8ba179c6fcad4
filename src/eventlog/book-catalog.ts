import type { EpochMs } from "./envelope.ts";

declare const brand: unique symbol;

/** Id of a book, a UUID. It names the book's database, and the source of its events in a log file. */
export type BookId = string & { readonly [brand]: "BookId" };

/** What the registry knows about a book; all else stands in the book's own log. */
export interface BookEntry {
  readonly id: BookId;
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly openedAt: EpochMs;
}

/** The books of this browser. Each is a separate log in a database of its own. */
export interface BookCatalog {
  /** All books, in order of creation. */
  list(): Promise<BookEntry[]>;
  find(id: BookId): Promise<BookEntry | undefined>;
  /** The book opened last; makes a first one when there is none. Two tabs at once get the same. */
  openLast(fresh: BookEntry): Promise<BookEntry>;
  add(entry: BookEntry): Promise<void>;
  rename(id: BookId, name: string): Promise<void>;
  touch(id: BookId, openedAt: EpochMs): Promise<void>;
  /** Deletes the book's log and its entry. Other tabs that have it open lose it. */
  remove(id: BookId): Promise<void>;
}

/** Name of the database that holds a book's log. */
export function databaseOf(id: BookId): string {
  return `hindsight-book-${id}`;
}
