import { createValueColumn } from "../eventlog/columns/json-column.ts";
import { createNameTable } from "../eventlog/columns/string-table.ts";
import type { Json, StreamName } from "../eventlog/envelope.ts";
import type { Aggregate, BookStates } from "./aggregate.ts";
import { aggregateOf } from "./aggregates/stream-aggregates.ts";
import type { BookEvent } from "./events.ts";

/** The states of a book that grows: what another book was, and the events since. */
export interface BookFold extends BookStates {
  /** Takes the next event of a stream. */
  add(event: BookEvent, stream: StreamName): void;
}

/** Begins with a book as it is; of every stream that changes since, only the newest state is kept, as bytes. */
export function foldOver(base: BookStates): BookFold {
  const streams = createNameTable();
  const states = createValueColumn();
  // What was asked for last is asked for again when its event comes: one stream of each kind.
  const seen = new Map<Aggregate<unknown>, { stream: StreamName; state: unknown }>();

  const look = (aggregate: Aggregate<unknown>, stream: StreamName): unknown => {
    const isOwn = aggregateOf(stream) === aggregate;
    const known = isOwn ? states.get(streams.find(stream)) : undefined;
    return known ?? base.stateOf(aggregate, stream);
  };

  const stateOf = <State>(aggregate: Aggregate<State>, stream: StreamName): State => {
    const last = seen.get(aggregate);
    if (last?.stream === stream) return last.state as State;
    const state = look(aggregate, stream);
    seen.set(aggregate, { stream, state });
    return state as State;
  };

  return {
    stateOf,
    add(event, stream) {
      const aggregate = aggregateOf(stream);
      if (!aggregate) return;
      const state = aggregate.evolve(stateOf(aggregate, stream), event);
      states.set(streams.addName(stream), state as Json);
      seen.set(aggregate, { stream, state });
    },
  };
}
