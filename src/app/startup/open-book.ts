import type { BookEntry } from "../../application/books/book-catalog.ts";
import {
  type BookSession,
  createBookSession,
  type SessionDependencies,
} from "../../application/session/book-session.ts";
import { historyFrom, keepColumns, loadColumns } from "../../application/session/column-cache.ts";
import type { TabsOfBook } from "../../application/sharing/leader-tab.ts";
import { lost, moving } from "../../application/store/read-only-reason.ts";
import { inspectNewest } from "../../eventlog/chain/inspect-newest.ts";
import type { DerivedColumns } from "../../eventlog/columns/column-store.ts";
import { positionAfter } from "../../eventlog/envelope.ts";
import type { ChainCheck, EventLog, LossReason } from "../../eventlog/event-log.ts";
import type { KeptAddress } from "../../eventlog/replication/server-address.ts";
import { nextTask } from "../../eventlog/util/yield-to-main.ts";
import type { Device } from "../storage.ts";
import { openTabsOfBook } from "../tab-coordination.ts";
import type { SharedBook, SharedBooksOptions } from "./open-shared-book.ts";

/** Milliseconds after which a storage that does not answer is worth a sentence. */
const PATIENCE = 10_000;

/** A session that is still to be replayed, and a look at the newest part of its log that is under way. */
export interface OpenedSession {
  readonly session: BookSession;
  /** Where the book is shared with others. */
  readonly shared: SharedBook | undefined;
  readonly tabs: TabsOfBook;
  readonly newest: Promise<ChainCheck>;
}

/**
 * Opens the log of a book and joins it with its views.
 * @param outside the world that its commands need.
 * @param onSlow called when the storage does not answer for long.
 */
export async function openSession(
  book: BookEntry,
  device: Device,
  outside: SessionDependencies,
  onSlow: () => void,
): Promise<OpenedSession> {
  let session: BookSession | undefined;
  const onLost = async (reason: LossReason) => {
    if (!session) return;
    const { history, close } = session;
    const known = history.head();
    const kind =
      reason === "closed" && !(await device.stillHolds(book.id, known)) ? "cleared" : reason;
    const missing = history.missing();
    close(lost(kind, missing ? positionAfter(missing.from, -1) : known.position));
  };
  const patience = setTimeout(onSlow, PATIENCE);
  const [log, columns] = await Promise.all([
    book.shared ? device.openReplica(book.id, onLost) : device.openLog(book.id, onLost),
    device.openColumns(book.id),
  ]).finally(() => clearTimeout(patience));
  const newest = inspectNewest(log);
  const derived = await loadColumns(log, columns);
  let shared: SharedBook | undefined;
  const tabs = openTabsOfBook(book.id);
  tabs.onNews((news) => {
    if (news.kind === "moving") {
      session?.close(moving(session.history.head().position));
      shared?.end();
    }
    if (news.kind === "moved") location.reload();
  });
  shared =
    book.shared &&
    (await openShared(book, book.shared, {
      ...{ ...outside, replica: log, outbox: await device.openOutbox(book.id) },
      ...{ tabs, known: derived, openSecret: device.catalog.openSecret },
    }));
  session = shared?.session ?? (await openAlone(book, log, derived, outside));
  session.store.setState({ keeping: device.keeping });
  // As far as they served: columns that fitted nowhere are kept anew.
  keepColumns(session, columns, session.history.reaches());
  return { session, shared, tabs, newest };
}

async function openAlone(
  book: BookEntry,
  log: EventLog,
  derived: DerivedColumns | undefined,
  outside: SessionDependencies,
): Promise<BookSession> {
  const history = historyFrom(derived);
  if (derived) await nextTask();
  return createBookSession(book, log, outside, history);
}

async function openShared(
  book: BookEntry,
  address: KeptAddress,
  options: SharedBooksOptions,
): Promise<SharedBook> {
  const { openSharedBook } = await import("./open-shared-book.ts");
  return openSharedBook(book, address, options);
}
