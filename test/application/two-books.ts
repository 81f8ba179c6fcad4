import type { BookEntry } from "../../src/application/books/book-catalog.ts";
import { copyFirstEvents } from "../../src/application/branches/copy-log.ts";
import type { Crossing } from "../../src/application/branches/replayed-command.ts";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import { type BookSession, createBookSession } from "../../src/application/session/book-session.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { createOutside, NOW } from "./open-session.ts";

/** A book and a branch of it. */
export interface TwoBooks {
  readonly live: BookSession;
  readonly branch: BookSession;
  /** The last position they have in common. */
  readonly since: Position;
}

function entry(id: string): BookEntry {
  return { id: id as BookId, name: id, createdAt: NOW, openedAt: NOW };
}

async function openBook(id: string, log = createMemoryLog({ now: () => NOW })) {
  const session = createBookSession(entry(id), log, createOutside());
  await session.replay();
  return session;
}

/** Makes a book in which some commands happened, and a branch of it as it then is. */
export async function openTwoBooks(commands: readonly unknown[]): Promise<TwoBooks> {
  const live = await openBook("live");
  await send(live, commands);
  const since = live.history.head().position;
  const log = createMemoryLog({ now: () => NOW });
  await copyFirstEvents(live.log, log, since);
  return { live, since, branch: await openBook("branch", log) };
}

/** Sends commands, one after the other, and lets the book take the steps that follow from each. */
export async function send({ bus, history, follower }: BookSession, commands: readonly unknown[]) {
  const runner = createCheckoutRunner(history, bus, () => follower.catchUp());
  for (const command of commands) {
    await bus.dispatch(command);
    await runner.run();
  }
}

/** From one of the books to the other. */
export function crossing(from: BookSession, to: BookSession, since: Position): Crossing {
  const kin = ({ store, history }: BookSession) => ({ book: store.getState().book.id, history });
  return { from: kin(from), to: kin(to), since };
}
