import type { CommandId } from "../../eventlog/envelope.ts";
import { isCommandIdReusedError, sayError } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { idOf, type Outbox, type OutboxItem } from "../../eventlog/replication/outbox.ts";

/** Clears the outbox of what the log has answered already: a page may have been closed in between. */
export async function settleOutbox(outbox: Outbox, replica: EventLog): Promise<void> {
  const items = outbox.items().filter(({ refusedLater }) => !refusedLater);
  const fates = await replica.fates(items.map(idOf));
  const answered = items.filter((_, index) => fates[index] !== undefined);
  const done: CommandId[] = [];
  for (const item of answered) {
    const outcome = await answerOf(item, outbox, replica);
    if (!outcome) continue;
    if (outcome.accepted || item.refusal) done.push(idOf(item));
    else await outbox.refuseLater(idOf(item), outcome.refusal);
  }
  if (done.length > 0) await outbox.remove(done);
}

/**
 * Marks the commands of the outbox as refused whose ids stand in the log with another command: they
 * were not carried out.
 */
export async function refuseReused(
  items: readonly OutboxItem[],
  outbox: Outbox,
  replica: EventLog,
): Promise<void> {
  for (const item of items) await answerOf(item, outbox, replica);
}

/** What the log answers to an item; nothing where its id is that of another command. */
async function answerOf(item: OutboxItem, outbox: Outbox, replica: EventLog) {
  const { id, digest } = item.attempt.command;
  try {
    return await replica.find(id, digest);
  } catch (error) {
    if (!isCommandIdReusedError(error)) throw error;
    await outbox.refuseLater(id, { code: error.code, message: sayError(error) });
    return undefined;
  }
}
