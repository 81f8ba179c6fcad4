/** Milliseconds of work between two breaths: a page that is busy for 50 feels stuck. */
const BREATH = 24;

/**
 * For long work on the page's thread: the result lets the page draw and answer whenever it has been kept from it for too
 * long, and costs nothing in between.
 */
export function createBreathing(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH) return;
    await nextTask();
    last = performance.now();
  };
}

/** Lets the page draw and answer before what comes next. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
