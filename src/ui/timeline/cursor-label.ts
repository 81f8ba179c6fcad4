import { type Position, START } from "../../eventlog/envelope.ts";
import { clientOf } from "../../read-model/queries/client-of.ts";
import type { History } from "../../read-model/read-model.ts";
import { sayMoment } from "../describe/describe-moment.ts";
import { rooms } from "../i18n/screen-texts.ts";

/** A moment in words: "Event 412,008 of 1,000,000, 3 May 2026, 14:02, OrderPlaced, Acme". */
export function valueText(history: History, at: Position, head: Position): string {
  const place = rooms.dock.place(at, head);
  if (at === START) return rooms.dock.beginning(place);
  return [place, ...describeEvent(history, at)].join(", ");
}

/** What happened at a place, in a few words: when, what, and to which client. Nothing where there is no event, or not yet. */
export function describeEvent(history: History, at: Position): string[] {
  const recorded = history.event(at);
  if (!recorded) return [];
  const client = clientOf(recorded.stream, history, at);
  const name = client && (client.name ?? client.username);
  return [sayMoment(recorded.meta.occurredAt), recorded.type, ...(name ? [name] : [])];
}
