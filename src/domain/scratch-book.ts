import { NO_STREAM, type StreamName, type StreamVersion } from "../eventlog/envelope.ts";
import type { Book } from "./aggregate.ts";
import type { DecidedEvent } from "./events.ts";
import { foldOver } from "./state-overlay.ts";

/** A book as it would be: another one, and events that were decided on it and are written nowhere. */
export interface ScratchBook extends Book {
  /** Takes in what was decided. */
  add(events: readonly DecidedEvent[]): void;
}

/** Begins with a book as it is, which is neither copied nor changed. */
export function scratchOver(base: Book): ScratchBook {
  const states = foldOver(base);
  const added = new Map<StreamName, number>();
  const versionOf = (stream: StreamName) =>
    (base.versionOf(stream) + (added.get(stream) ?? NO_STREAM)) as StreamVersion;
  return {
    stateOf: states.stateOf,
    versionOf,
    changedVersionOf: (stream) =>
      added.has(stream) ? versionOf(stream) : base.changedVersionOf(stream),
    add(events) {
      for (const event of events) {
        states.add(event, event.stream);
        added.set(event.stream, (added.get(event.stream) ?? NO_STREAM) + 1);
      }
    },
  };
}
