import { knownEvent } from "../../domain/events.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { ViewEvent } from "./projection.ts";

/** A recorded event as views see it; undefined for one that this version does not know. */
export function viewEventOf(recorded: UnhashedEvent): ViewEvent | undefined {
  const event = knownEvent(recorded);
  if (!event) return undefined;
  const { position, id, stream, version, meta } = recorded;
  const { correlationId, occurredAt } = meta;
  return { position, id, correlationId, stream, version, occurredAt, event };
}
