import { canonicalJson } from "./chain/canonical-json.ts";
import type { RecordedEvent, StreamName } from "./envelope.ts";

/** Which events are meant, told by their structure, so that an index can find them. Every part that stands must hold. */
export interface EventFilter {
  /** Events of any of these types. */
  readonly types?: readonly string[];
  /** Events of any of these streams. */
  readonly streams?: readonly StreamName[];
  /** Events of streams whose name begins so. */
  readonly streamPrefix?: string;
}

/** True when an event is meant by the filter. */
export function matches(
  { types, streams, streamPrefix }: EventFilter,
  event: RecordedEvent,
): boolean {
  return (
    (types === undefined || types.includes(event.type)) &&
    (streams === undefined || streams.includes(event.stream)) &&
    (streamPrefix === undefined || event.stream.startsWith(streamPrefix))
  );
}

/** The same text for two filters exactly when they say the same, in whatever order. */
export function filterKey({ types, streams, streamPrefix }: EventFilter): string {
  return canonicalJson({
    ...(types && { types: [...new Set(types)].sort() }),
    ...(streams && { streams: [...new Set(streams)].sort() }),
    ...(streamPrefix !== undefined && { streamPrefix }),
  });
}
