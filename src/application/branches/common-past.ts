import { type Position, START } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";

/** Whether two logs have their first events in common, up to and with a position: its hash covers all before it. */
export async function haveCommonPast(
  one: Pick<EventLog, "read">,
  other: Pick<EventLog, "read">,
  upTo: Position,
): Promise<boolean> {
  if (upTo === START) return true;
  const range = { from: upTo, to: upTo };
  const [[event], [same]] = await Promise.all([one.read(range), other.read(range)]);
  return event !== undefined && event.hash === same?.hash;
}
