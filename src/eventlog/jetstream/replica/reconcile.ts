import { isSameHead } from "../../envelope.ts";
import type { EventLog } from "../../event-log.ts";
import { endOf } from "../publishing/stream-message.ts";
import { hashesBehind } from "./hashes-behind.ts";
import { behindRecord, lacksSignature, type Reached, type ReadMessage } from "./replica-cursor.ts";

/**
 * Walks over messages that a log has taken over before, or was the source of: what the log holds tells which of them were valid.
 * Resolves to where it stands behind the last of them, or behind the one that brought the log to its end.
 */
export async function meetAgain(
  log: Pick<EventLog, "head" | "read">,
  reached: Reached,
  messages: readonly ReadMessage[],
): Promise<Reached> {
  const end = await log.head();
  const hashes = await hashesBehind(log, reached.head, messages);
  let now = reached;
  for (const message of messages) {
    const { sequence, shared } = message;
    if (isSameHead(now.head, end)) break;
    const isKnown =
      shared &&
      !lacksSignature(shared, now) &&
      isSameHead(shared.base, now.head) &&
      ("refusal" in shared.record || hashes.get(endOf(shared).position) === endOf(shared).hash);
    now = isKnown ? behindRecord(now, { ...message, shared }) : { ...now, sequence };
  }
  return now;
}
