import { createBreathing } from "./yield-to-main.ts";

/** Milliseconds between two times that work tells how far it came: telling costs a drawing. */
const TELLING = 250;

/** Milliseconds that work may take before the first drawing: nothing flickers where it is done by then. */
const AT_ONCE = 10;

/** Begins long work. True when that was all of it, so that nobody needs to be told of it. */
export function isDoneAtOnce(work: Iterator<void>): boolean {
  const end = performance.now() + AT_ONCE;
  while (performance.now() < end) if (work.next().done) return true;
  return false;
}

/**
 * Does long work on the page's thread a step at a time, and lets the page draw and answer in between.
 * @param onProgress called now and then before the work is through, and not when it is.
 * @returns true once the work is through, false when it was broken off.
 */
export async function inStrides(
  work: Iterator<void> | AsyncIterator<void>,
  signal: AbortSignal,
  onProgress: () => void,
): Promise<boolean> {
  const breathe = createBreathing();
  let told = performance.now();
  while (!signal.aborted) {
    const { done } = await work.next();
    if (done) return true;
    await breathe();
    if (signal.aborted || performance.now() - told < TELLING) continue;
    onProgress();
    told = performance.now();
  }
  return false;
}
