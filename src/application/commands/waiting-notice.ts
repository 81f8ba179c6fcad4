import { isImporting } from "../diagnostics/tab-count.ts";
import type { BookStore } from "../store/book-store.ts";
import type { Told } from "../store/undo-state.ts";

/** Seconds after which what a command waits for is told again, with how long it has been. */
const AGAIN_S = 5;

/**
 * Tells in the store that a command of this page is still being written, for how long, and whether
 * that is because another tab imports into the book; takes it back when the command is over.
 * @param waitedS seconds that it has taken so far.
 */
export async function tellWaiting(
  store: BookStore,
  command: Promise<unknown>,
  waitedS: number,
): Promise<void> {
  let isOver = false;
  const over = command
    .catch(() => {})
    .then(() => {
      isOver = true;
    });
  for (let seconds = waitedS; !isOver; seconds += AGAIN_S) {
    const forImport = await isImporting(store.getState().book.id);
    if (isOver) break;
    tell(store, { kind: "waiting", about: { positions: [] }, seconds, forImport });
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, AGAIN_S * 1_000))]);
  }
  if (store.getState().own.told?.kind === "waiting") tell(store, undefined);
}

function tell(store: BookStore, told: Told | undefined): void {
  store.setState(({ own }) => ({ own: { ...own, told } }));
}
