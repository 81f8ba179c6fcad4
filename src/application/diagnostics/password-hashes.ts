import { type Position, positionAfter } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";

/** Registrations that are read at a time. */
const PAGE_EVENTS = 1_000;

/**
 * Whether clients stand in a log with a hash of their password, as earlier releases kept it. The
 * chain covers it: it goes wherever the log goes.
 */
export async function holdsPasswordHashes(log: Pick<EventLog, "read">): Promise<boolean> {
  const filter = { types: ["ClientRegistered"] };
  let from = 1 as Position;
  for (;;) {
    const events = await log.read({ from, limit: PAGE_EVENTS, filter });
    if (events.some(({ data }) => Object.hasOwn(data, "passwordHash"))) return true;
    const last = events.at(-1);
    if (!last || events.length < PAGE_EVENTS) return false;
    from = positionAfter(last.position);
  }
}
