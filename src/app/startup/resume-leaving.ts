import type { BookEntry } from "../../application/books/book-catalog.ts";
import type { SessionDependencies } from "../../application/session/book-session.ts";
import { leaveSharedLog, notParted } from "../../application/sharing/leave-shared-log.ts";
import { createSharedSession } from "../../application/sharing/shared-session.ts";
import type { Trouble } from "../../application/store/read-only-reason.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { sharedLogError } from "../../eventlog/replication/shared-log-problems.ts";
import type { Device } from "../storage.ts";
import { openTabsOfBook } from "../tab-coordination.ts";
import { restUntilOnline } from "./wait-until-online.ts";

/**
 * Finishes what a tab began that was closed while it parted a book from its shared log.
 * @param onWaiting called where another tab has the book open and does not let it go.
 * @returns what is to be said where it still cannot be finished: nothing is lost, and what waits is
 * where it was.
 */
export async function finishLeaving(
  book: BookEntry,
  device: Device,
  outside: SessionDependencies,
  onWaiting: () => void,
): Promise<((lastGood: Position) => Trouble) | undefined> {
  try {
    await leave(book, device, outside, onWaiting);
    return undefined;
  } catch (error) {
    const { intention } = (await device.catalog.find(book.id).catch(() => undefined)) ?? book;
    const canStay = intention?.kind === "leaving" && !intention.isBegun;
    return (lastGood) => notParted(error, lastGood, canStay);
  }
}

async function leave(
  book: BookEntry,
  device: Device,
  outside: SessionDependencies,
  onWaiting: () => void,
): Promise<void> {
  const [replica, outbox] = await Promise.all([
    device.openReplica(book.id),
    device.openOutbox(book.id),
  ]);
  try {
    const tabs = openTabsOfBook(book.id);
    const { session, takeInWaiting } = createSharedSession(book, {
      ...{ ...outside, replica, outbox, tabs, rest: restUntilOnline },
      openLink: () => Promise.reject(sharedLogError("unreachable")),
    });
    await session.replay(book.care?.damage);
    await session.recall();
    const { phase } = session.store.getState();
    if (phase.kind === "read-only") throw new Error(phase.trouble.message);
    const { catalog } = device;
    await leaveSharedLog({ id: book.id, catalog, tabs, takeInWaiting, onWaiting });
  } finally {
    replica.close();
    outbox.close();
  }
}
