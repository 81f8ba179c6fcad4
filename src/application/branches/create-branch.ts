import type { BookId } from "../../domain/ids.ts";
import type { EpochMs, Position } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import type { BookCatalog, BookEntry } from "../books/book-catalog.ts";
import { endOfCommand } from "./copy-log.ts";

/** A branch that somebody wants. */
export interface WantedBranch {
  /** The book it is to begin like. */
  readonly of: BookId;
  /** The last position it is to have in common with that book; its end when left out. */
  readonly at?: Position;
  readonly name: string;
}

/**
 * Lists a branch among the books. Its events are copied when it is opened, so that whatever breaks the copying off, opening it
 * again goes on. A position inside a command becomes that of its last event: half a command never happened.
 * @param log of the book it begins like.
 * @param fresh makes an entry of that name.
 */
export async function listBranch(
  { of, at, name }: WantedBranch,
  log: EventLog,
  catalog: BookCatalog,
  fresh: (name: string) => BookEntry,
): Promise<BookEntry> {
  // What waits to be sent to a shared book stands in no log yet.
  const head = (await log.head()).position;
  const wanted = at === undefined || at > head ? head : at;
  const branchOf = { book: of, at: await endOfCommand(log, wanted) };
  // Not opened yet: until it is whole, the book it comes from stays the one that was opened last.
  const entry: BookEntry = { ...fresh(name), openedAt: 0 as EpochMs, branchOf };
  await catalog.add(entry);
  return entry;
}
