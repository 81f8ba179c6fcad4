/** Held, by as many as like to, while something is under way that an update would break off. */
const LOCK = "hindsight:under-way";

/**
 * Does work that no update is to break off unasked: an import, a sharing, a leaving. A browser
 * without locks asks nothing.
 */
export async function keepUnderWay<Result>(work: () => Promise<Result>): Promise<Result> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return work();
  return locks.request(LOCK, { mode: "shared" }, work) as Promise<Result>;
}

/** Whether such work is under way, in whichever tab of this browser. */
export async function isUnderWay(): Promise<boolean> {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return held.some(({ name }) => name === LOCK);
}
