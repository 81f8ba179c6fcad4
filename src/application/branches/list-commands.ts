import { type Position, positionAfter } from "../../eventlog/envelope.ts";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { type Crossing, carriedFrom, carriedId, isAskedFor } from "./replayed-command.ts";

/** What can be carried from one book to another. */
export interface CarryList {
  /** Where the events stand that people asked for since the books parted, in order. */
  readonly events: readonly Position[];
  /** Those of them that were carried before. */
  readonly there: ReadonlySet<Position>;
}

/**
 * Lists what people did in a book since it parted from another one. Left out are the steps of workflows, which each book takes
 * itself, and what came from the other book.
 * @throws the signal's reason when it is broken off.
 */
export async function listCarried(
  { from, to, since }: Crossing,
  signal: AbortSignal,
): Promise<CarryList> {
  const breathe = createBreathing();
  const prefix = carriedFrom(from.book);
  const known = new Set<string>();
  const last = to.history.head().position;
  for (let at = positionAfter(since); at <= last; at = positionAfter(at)) {
    const id = to.history.event(at)?.meta.commandId;
    if (id?.startsWith(prefix)) known.add(withoutAttempt(id));
    await breathe();
    signal.throwIfAborted();
  }
  const events: Position[] = [];
  const there = new Set<Position>();
  const cameBack = carriedFrom(to.book);
  const end = from.history.head().position;
  for (let at = positionAfter(since); at <= end; at = positionAfter(at)) {
    const event = from.history.event(at);
    if (event && !event.meta.commandId.startsWith(cameBack) && isAskedFor(event)) {
      events.push(at);
      if (known.size > 0 && known.has(withoutAttempt(carriedId(from.book, event.id, 1)))) {
        there.add(at);
      }
    }
    await breathe();
    signal.throwIfAborted();
  }
  return { events, there };
}

function withoutAttempt(id: string): string {
  return id.slice(0, id.lastIndexOf("/"));
}
