import type { Position } from "../../eventlog/envelope.ts";
import type { ViewEvent } from "../projections/projection.ts";

const SLOTS = 4_096;

/** Events that were read a moment ago: a screen asks for the same ones again and again. */
export function createRecentEvents() {
  const events: (ViewEvent | undefined)[] = new Array(SLOTS).fill(undefined);
  return {
    find(position: Position): ViewEvent | undefined {
      const event = events[position % SLOTS];
      return event?.position === position ? event : undefined;
    },
    keep(event: ViewEvent): void {
      events[event.position % SLOTS] = event;
    },
  };
}
