import { type Position, type RecordedEvent, START, type StreamName } from "../envelope.ts";
import type { EventFilter } from "../event-filter.ts";

/** Positions by type and by stream: finds the events of a filter without looking at the others. */
export interface EventIndex {
  /** The last position that was added. */
  reaches(): Position;
  /** Takes events that directly continue the ones before. */
  add(events: readonly RecordedEvent[]): void;
  /** Positions of a filter's events, in order; undefined when the filter leaves everything open. */
  find(filter: EventFilter): readonly Position[] | undefined;
}

/** Makes an index of a log that has no event yet. */
export function createEventIndex(): EventIndex {
  const byType = new Map<string, Position[]>();
  const byStream = new Map<StreamName, Position[]>();
  let reached = START;

  return {
    reaches: () => reached,
    add(events) {
      for (const { position, type, stream } of events) {
        push(byType, type, position);
        push(byStream, stream, position);
        reached = position;
      }
    },
    find({ types, streams, streamPrefix }) {
      const named = streams ?? (streamPrefix === undefined ? undefined : [...byStream.keys()]);
      const meant = named?.filter((name) => name.startsWith(streamPrefix ?? ""));
      const ofStreams = meant && union(byStream, meant);
      const ofTypes = types && union(byType, types);
      if (!ofStreams || !ofTypes) return ofStreams ?? ofTypes;
      const allowed = new Set(ofTypes);
      return ofStreams.filter((position) => allowed.has(position));
    },
  };
}

function push<Key>(positions: Map<Key, Position[]>, key: Key, position: Position): void {
  const known = positions.get(key);
  if (known) known.push(position);
  else positions.set(key, [position]);
}

function union<Key>(positions: Map<Key, Position[]>, keys: readonly Key[]): readonly Position[] {
  const [only, ...more] = [...new Set(keys)].map((key) => positions.get(key) ?? []);
  if (more.length === 0) return only ?? [];
  return [only ?? [], ...more].flat().sort((a, b) => a - b);
}
