import type { CommandId } from "../eventlog/envelope.ts";
import type { EventLog } from "../eventlog/event-log.ts";

/** The id under which a command may be sent, and whether the book accepted it under this id before. */
export interface UnrefusedId {
  readonly id: CommandId;
  readonly isThere: boolean;
}

/**
 * The first id, by attempts counted from 1, under which a command was not refused: a refusal is remembered for ever, but what caused
 * it may be gone.
 */
export async function unrefusedId(
  log: Pick<EventLog, "find">,
  idOf: (attempt: number) => CommandId,
): Promise<UnrefusedId> {
  for (let attempt = 1; ; attempt += 1) {
    const id = idOf(attempt);
    const known = await log.find(id);
    if (!known || known.accepted) return { id, isThere: known !== undefined };
  }
}
