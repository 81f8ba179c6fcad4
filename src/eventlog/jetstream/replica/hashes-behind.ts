import { type Hash, type Head, type Position, positionAfter } from "../../envelope.ts";
import type { EventLog } from "../../event-log.ts";
import type { ReadMessage } from "./replica-cursor.ts";

/**
 * The hashes of the events of a log that messages may speak of which continue it from `head` on. What their writers say of positions
 * is not believed: there are at most as many as there are events in the messages.
 */
export async function hashesBehind(
  log: Pick<EventLog, "read">,
  head: Head,
  messages: readonly ReadMessage[],
): Promise<ReadonlyMap<Position, Hash>> {
  const most = messages.reduce((sum, { shared }) => {
    const record = shared?.record;
    return record && "events" in record ? sum + record.events.length : sum;
  }, 0);
  if (most === 0) return new Map();
  const from = positionAfter(head.position);
  const events = await log.read({ from, to: positionAfter(head.position, most) });
  return new Map(events.map(({ position, hash }) => [position, hash]));
}
