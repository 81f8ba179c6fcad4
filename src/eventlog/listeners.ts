/** The callbacks that a log tells about one kind of news. */
export interface Listeners<News extends readonly unknown[]> {
  /** Adds a callback; the result takes it away again. */
  add(listener: (...news: News) => void): () => void;
  /** Calls each of them. What one throws is reported, and never reaches the writer: what it wrote is durable. */
  notify(...news: News): void;
  clear(): void;
}

/** Makes an empty set of callbacks. */
export function createListeners<News extends readonly unknown[]>(): Listeners<News> {
  const listeners = new Set<(...news: News) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify(...news) {
      for (const listener of [...listeners]) {
        try {
          listener(...news);
        } catch (error) {
          report(error);
        }
      }
    },
    clear: () => listeners.clear(),
  };
}

// Node has no `reportError`.
function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else console.error(error);
}
