import { isSameHead } from "../envelope.ts";
import type { EventLog } from "../event-log.ts";
import { endOf, messageIdOf, type SharedRecord } from "../jetstream/publishing/stream-message.ts";

/** Messages that are remembered, so that the same one is news once. */
const MAX_REMEMBERED = 10_000;

/**
 * Makes the function that tells whether any of some messages says something that was not said
 * before. What stands in the log, and what was looked at already, may be sent again by anybody who
 * read it.
 */
export function createNewsCheck(
  log: Pick<EventLog, "read" | "fates">,
): (messages: readonly SharedRecord[]) => Promise<boolean> {
  const remembered = new Set<string>();

  const isKnown = (message: SharedRecord): boolean => {
    const { base, record, author } = message;
    const said = `${messageIdOf(record)} ${base.hash} ${endOf(message).hash} ${author?.key ?? ""}`;
    if (remembered.has(said)) return true;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.add(said);
    return false;
  };
  const stands = async (message: SharedRecord): Promise<boolean> => {
    if ("refusal" in message.record) {
      const [fate] = await log.fates([message.record.command.id]);
      return fate === "refused";
    }
    const end = endOf(message);
    const [event] = await log.read({ from: end.position, to: end.position });
    return event !== undefined && isSameHead(event, end);
  };

  return async (messages) => {
    for (const message of messages) {
      if (!isKnown(message) && !(await stands(message))) return true;
    }
    return false;
  };
}
