// A lock that every tab with the book holds together with the others, for as long as it lives.
const lockOf = (bookId: string): string => `hindsight-tab:${bookId}`;

/** Lets other tabs count this one until it is closed. Counting is all it is for: correctness never rests on it. */
export function showThisTab(bookId: string): void {
  navigator.locks
    ?.request(lockOf(bookId), { mode: "shared" }, () => new Promise(() => {}))
    .catch(() => {});
}

// A lock that is held while a file is imported into the book, and let go with its tab.
const importLockOf = (bookId: string): string => `hindsight-import:${bookId}`;

/** Lets other tabs know of an import into a book, until it is over. */
export function showImport<Result>(bookId: string, work: () => Promise<Result>): Promise<Result> {
  const { locks } = navigator;
  if (!locks) return work();
  return locks.request(importLockOf(bookId), { mode: "shared" }, work) as Promise<Result>;
}

/** Whether some tab imports into the book; not where the browser cannot tell. */
export async function isImporting(bookId: string): Promise<boolean> {
  const { held } = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  return held?.some(({ name }) => name === importLockOf(bookId)) ?? false;
}

/** How many tabs have the book open, this one included; unknown where the browser has no locks. */
export async function countTabs(bookId: string): Promise<number | undefined> {
  const { held } = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  return held?.filter(({ name }) => name === lockOf(bookId)).length;
}
