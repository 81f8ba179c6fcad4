import { takeFunction } from "../validation/check-fields.ts";

/** A callback. A promise that it returns is waited for by those who wait for the whole notice. */
export type Listener<News extends readonly unknown[]> = (...news: News) => unknown;

/** The callbacks that a log tells about one kind of news. */
export interface Listeners<News extends readonly unknown[]> {
  /** Adds a callback; the result takes it away again. @throws ValidationError when it is none. */
  add(listener: Listener<News>): () => void;
  /**
   * Calls each of them. What one throws is reported, and never reaches the writer: what it wrote is
   * durable.
   * @returns a promise where a callback has begun something, which resolves at the end of it.
   */
  notify(...news: News): Promise<unknown> | undefined;
  clear(): void;
}

/** Makes an empty set of callbacks. */
export function createListeners<News extends readonly unknown[]>(): Listeners<News> {
  const listeners = new Set<Listener<News>>();
  return {
    add(listener) {
      takeFunction(listener, "listener");
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify(...news) {
      const begun: Promise<unknown>[] = [];
      for (const listener of [...listeners]) {
        try {
          const answer = listener(...news);
          if (answer instanceof Promise) begun.push(answer.catch(report));
        } catch (error) {
          report(error);
        }
      }
      return begun.length > 0 ? Promise.all(begun) : undefined;
    },
    clear: () => listeners.clear(),
  };
}

/** Tells the console of a failure that nobody waits for. */
export function report(error: unknown): void {
  // Node has no `reportError`.
  if (typeof reportError === "function") reportError(error);
  else console.error(error);
}
