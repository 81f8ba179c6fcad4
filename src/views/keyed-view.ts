import type { Position } from "../eventlog/envelope.ts";
import { countUpTo } from "./binary-search.ts";
import type { KeyedProjection, ViewEvent } from "./projection.ts";

/** A view that can be asked as of any position. Rows stand in order of creation. */
export interface KeyedView<Row> {
  /** Takes the next event of the log. */
  add(event: ViewEvent): void;
  /** How many rows there were. */
  count(at: Position): number;
  /** One row as it stood; `undefined` when it did not exist yet. */
  row(key: string, at: Position): Row | undefined;
  /** Rows `from` (included) to `to` (not included) as they stood; all of them when left out. */
  rows(at: Position, from?: number, to?: number): Row[];
  /** The events that made a row what it was, in order. */
  changes(key: string, at: Position): readonly ViewEvent[];
}

/**
 * Makes a view that keeps, for each row, the events that changed it, and folds them again when asked.
 * A past row costs its own few events, whatever the length of the log; no past state is ever copied.
 */
export function createKeyedView<Row>(projection: KeyedProjection<Row>): KeyedView<Row> {
  const eventsOf = new Map<string, ViewEvent[]>();
  const born: { readonly key: string; readonly position: Position }[] = [];
  const isBorn = new Set<string>();

  const changes = (key: string, at: Position): readonly ViewEvent[] => {
    const events = eventsOf.get(key) ?? [];
    return events.slice(0, countUpTo(events, at));
  };

  const row = (key: string, at: Position): Row | undefined =>
    changes(key, at).reduce<Row | undefined>(projection.evolve, undefined);

  const count = (at: Position): number => countUpTo(born, at);

  return {
    add(event) {
      const key = projection.keyOf(event);
      if (key === undefined) return;
      const events = eventsOf.get(key);
      if (events) events.push(event);
      else eventsOf.set(key, [event]);
      if (isBorn.has(key) || projection.evolve(undefined, event) === undefined) return;
      isBorn.add(key);
      born.push({ key, position: event.position });
    },
    count,
    row,
    rows(at, from = 0, to = Number.POSITIVE_INFINITY) {
      const keys = born.slice(from, Math.min(to, count(at)));
      return keys.flatMap(({ key }) => row(key, at) ?? []);
    },
    changes,
  };
}
