/** Milliseconds of rest before what grows, or another choice, is looked at again. */
const REST = 200;

/**
 * Begins work after a rest, for an effect: leaving it breaks the work off.
 * @param work may throw the signal's reason once it is broken off.
 */
export function afterRest(work: (signal: AbortSignal) => Promise<void>): () => void {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    work(controller.signal).catch((error) => {
      if (!controller.signal.aborted) throw error;
    });
  }, REST);
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
}
