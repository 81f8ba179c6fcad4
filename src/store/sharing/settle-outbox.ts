import type { EventLog } from "../../eventlog/event-log.ts";
import { idOf, type Outbox } from "../../eventlog/outbox.ts";

/** Clears the outbox of what the log has answered already: a page may have been closed in between. */
export async function settleOutbox(outbox: Outbox, replica: EventLog): Promise<void> {
  const items = outbox.items().filter(({ refusedLater }) => !refusedLater);
  const fates = await replica.fates(items.map(idOf));
  const done = items.filter(
    ({ refusal }, index) => fates[index] === "accepted" || (fates[index] && refusal),
  );
  if (done.length > 0) await outbox.remove(done.map(idOf));
  const refused = items.filter(({ refusal }, index) => fates[index] === "refused" && !refusal);
  for (const item of refused) {
    const outcome = await replica.find(idOf(item));
    if (outcome && !outcome.accepted) await outbox.refuseLater(idOf(item), outcome.refusal);
  }
}
