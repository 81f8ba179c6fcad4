import type { BookEntry } from "../../application/books/book-catalog.ts";
import { holdOther } from "../../application/branches/companion-book.ts";
import { listBranch, type WantedBranch } from "../../application/branches/create-branch.ts";
import {
  type BookSession,
  createBookSession,
  type SessionDependencies,
} from "../../application/session/book-session.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { followWhileAwake } from "../../ui/context/page-lifecycle.ts";
import type { Device } from "../storage.ts";
import { openSession } from "./open-book.ts";

/** Opens another listed book beside the open one, to be compared with it. */
export async function openOther(
  session: BookSession,
  entry: BookEntry,
  device: Device,
  outside: SessionDependencies,
) {
  // Its part of the screen says that it waits.
  const { session: other, shared, newest } = await openSession(entry, device, outside, () => {});
  const stopFollowing = followWhileAwake(other);
  return holdOther(session, other, {
    opened: other
      .replay(entry.care?.damage, newest)
      .then(other.recall)
      // One that is parting from the others sends nothing any more.
      .then(() => (entry.intention ? shared?.showWaiting() : shared?.begin())),
    onClose() {
      shared?.end();
      stopFollowing();
    },
  });
}

/**
 * Opens a book that is never listed, on the same storage as every other, and says how it is
 * dropped.
 */
export async function openScratch(
  entry: BookEntry,
  device: Device,
  outside: SessionDependencies,
  wrap: (log: EventLog) => EventLog,
) {
  const log = await device.openLog(entry.id);
  const session = createBookSession(entry, wrap(log), outside);
  await session.replay();
  const drop = async (): Promise<void> => {
    log.close();
    await device.catalog.remove(entry.id);
  };
  return { session, drop };
}

/** Lists a branch of the open book, or of another one. It is copied once it is opened. */
export async function branchOff(
  wanted: WantedBranch,
  { log, store }: BookSession,
  device: Device,
  newEntry: (name: string) => BookEntry,
): Promise<BookEntry> {
  const isOpen = wanted.of === store.getState().book.id;
  const origin = isOpen ? log : await device.openLog(wanted.of);
  try {
    return await listBranch(wanted, origin, device.catalog, newEntry);
  } finally {
    if (!isOpen) origin.close();
  }
}
