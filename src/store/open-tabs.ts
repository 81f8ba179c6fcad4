// A lock that every tab with the book holds together with the others, for as long as it lives.
const lockOf = (bookId: string): string => `hindsight-tab:${bookId}`;

/** Lets other tabs count this one until it is closed. Counting is all it is for: correctness never rests on it. */
export function showThisTab(bookId: string): void {
  navigator.locks
    ?.request(lockOf(bookId), { mode: "shared" }, () => new Promise(() => {}))
    .catch(() => {});
}

/** How many tabs have the book open, this one included; unknown where the browser has no locks. */
export async function countTabs(bookId: string): Promise<number | undefined> {
  const { held } = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  return held?.filter(({ name }) => name === lockOf(bookId)).length;
}
