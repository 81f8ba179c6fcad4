import type { StreamName, StreamVersion } from "../eventlog/envelope.ts";
import type { Aggregate, Book } from "./aggregate.ts";
import { aggregateOf } from "./aggregate-of.ts";
import type { BookEvent } from "./events.ts";

/** A book that grows: what another book was, and the events since. */
export interface BookFold extends Book {
  /** The state of the event's stream after it. */
  add(event: BookEvent, stream: StreamName): void;
}

/** Begins with a book as it is; of every stream that changes since, only the newest state is kept. */
export function foldOver(base: Book): BookFold {
  const states = new Map<StreamName, unknown>();
  const versions = new Map<StreamName, StreamVersion>();
  const versionOf = (stream: StreamName) => versions.get(stream) ?? base.versionOf(stream);
  const stateOf = <State>(aggregate: Aggregate<State>, stream: StreamName): State =>
    states.has(stream) && aggregateOf(stream) === aggregate
      ? (states.get(stream) as State)
      : base.stateOf(aggregate, stream);

  return {
    stateOf,
    versionOf,
    add(event, stream) {
      versions.set(stream, (versionOf(stream) + 1) as StreamVersion);
      const aggregate = aggregateOf(stream);
      if (aggregate) states.set(stream, aggregate.evolve(stateOf(aggregate, stream), event));
    },
  };
}
