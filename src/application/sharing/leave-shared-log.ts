import type { BookId } from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { BookCatalog } from "../books/book-catalog.ts";
import type { Trouble } from "../store/read-only-reason.ts";
import type { TabsOfBook } from "./leader-tab.ts";

/**
 * Milliseconds within which other tabs hear that a book moves: they say so then, where a command
 * would be refused.
 */
export const LAST_MOMENT = 300;

/** Milliseconds after which another tab that does not let the book go is worth a sentence. */
const PATIENCE_MS = 5_000;

interface LeaveOptions {
  readonly id: BookId;
  readonly catalog: BookCatalog;
  readonly tabs: TabsOfBook;
  /** Brings what waits into the local log. May be called again where it was broken off. */
  takeInWaiting(): Promise<void>;
  /** Called where another tab has the book open and does not let it go. */
  onWaiting?(): void;
}

/**
 * Parts a book from its shared log once its entry says that it is leaving, while no other tab
 * writes to it or keeps it in step. Whatever ends this early, it goes on when it is called again.
 * @throws StorageError when the storage failed: what waits is where it was.
 */
export async function leaveSharedLog(options: LeaveOptions): Promise<void> {
  const { id, catalog, tabs, takeInWaiting, onWaiting = () => {} } = options;
  tabs.tell({ kind: "moving" });
  await new Promise((resolve) => setTimeout(resolve, LAST_MOMENT));
  const patience = setTimeout(onWaiting, PATIENCE_MS);
  const alone = tabs.alone(async () => {
    clearTimeout(patience);
    // Another tab may have done it meanwhile.
    if ((await catalog.find(id))?.intention?.kind !== "leaving") return;
    await catalog.intend(id, { kind: "leaving", isBegun: true });
    await takeInWaiting();
    await catalog.share(id, undefined);
  }, new AbortController().signal);
  await alone.finally(() => clearTimeout(patience));
  tabs.tell({ kind: "moved" });
}

/**
 * Parting from the others was begun and could not be finished.
 * @param canStay whether nothing of what waits has come into the log yet.
 */
export function notParted(error: unknown, lastGood: Position, canStay: boolean): Trouble {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `This book is not parted from the others yet. ${reason} Everything saved is safe, what waits too. Reload the page to go on with it${canStay ? ", or stay with the others" : ""}.`;
  return { kind: canStay ? "notParted" : "failed", lastGood, message };
}
