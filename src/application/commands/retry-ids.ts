import type { CommandId } from "../../eventlog/envelope.ts";
import type { EventLog, Fate } from "../../eventlog/event-log.ts";

/** The id that a command is to be sent under, and whether the book accepted the command under it before. */
export interface UnrefusedId {
  readonly id: CommandId;
  readonly isThere: boolean;
}

/** Gives the id of a command by its attempts, counted from 1. */
export type IdOf = (attempt: number) => CommandId;

/**
 * The first ids under which commands were not refused, in their order: a refusal is remembered for ever, but what caused it may be
 * gone.
 */
export async function unrefusedIds(
  log: Pick<EventLog, "fates">,
  commands: readonly IdOf[],
): Promise<readonly UnrefusedId[]> {
  const found = new Map<number, UnrefusedId>();
  let open = [...commands.keys()];
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const ids = open.map((place) => (commands[place] as IdOf)(attempt));
    const fates = await log.fates(ids);
    open = open.filter((place, index) => {
      const fate: Fate | undefined = fates[index];
      if (fate !== "refused")
        found.set(place, { id: ids[index] as CommandId, isThere: fate === "accepted" });
      return fate === "refused";
    });
  }
  return [...commands.keys()].map((place) => found.get(place) as UnrefusedId);
}
