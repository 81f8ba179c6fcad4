import type { Position } from "./envelope.ts";
import type { AppendListener } from "./event-log.ts";

/** The callbacks that a log tells about appends. */
export interface Listeners {
  /** Adds a callback; the result takes it away again. */
  add(listener: AppendListener): () => void;
  /** Calls each of them. What one throws is reported, and never reaches the writer: its events are durable. */
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
      for (const listener of [...listeners]) {
        try {
          listener(upTo);
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
