import type { Position } from "./envelope.ts";
import type { AppendListener } from "./event-log.ts";

/** The callbacks that a log tells about appends. */
export interface Listeners {
  /** Adds a callback; the result takes it away again. */
  add(listener: AppendListener): () => void;
  notify(upTo: Position): void;
  clear(): void;
}

/** Makes an empty set of callbacks. */
export function createListeners(): Listeners {
  const listeners = new Set<AppendListener>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify(upTo) {
      for (const listener of [...listeners]) listener(upTo);
    },
    clear: () => listeners.clear(),
  };
}
