/** How a log on its way is watched and broken off. */
export interface MovingOptions {
  readonly signal?: AbortSignal;
  /** Told how many of the log's events have come, and were read back. */
  readonly onProgress?: (done: number, total: number) => void;
}
