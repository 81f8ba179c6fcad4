/** A set of callbacks that are told when something happened, and nothing more. */
export interface Listeners {
  /** Adds a callback; the result takes it away again. */
  add(listener: () => void): () => void;
  notify(): void;
  clear(): void;
}

/** Makes an empty set of callbacks. */
export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify() {
      for (const listener of [...listeners]) listener();
    },
    clear: () => listeners.clear(),
  };
}
