declare global {
  interface Window {
    /** Where a run of the bench waits for this page. */
    giveSign?: () => void;
  }
}

/** Passes batches on, and tells the bench at each of them that the work goes on. */
export function* withSigns<Batch>(batches: Iterable<Batch>): Iterable<Batch> {
  for (const batch of batches) {
    window.giveSign?.();
    yield batch;
  }
}
