import { type Head, positionAfter } from "../envelope.ts";
import type { ChainCheck } from "../event-log.ts";
import type { ReadTransaction } from "./transaction.ts";

/** Holds the answers to refused commands against the journal: each must be found again by its command. */
export async function auditRefusals(tx: ReadTransaction, head: Head): Promise<ChainCheck> {
  const [numbers, refusals, ids, answers] = await Promise.all([
    tx.objectStore("refusals").getAllKeys(),
    tx.objectStore("refusals").getAll(),
    tx.objectStore("answers").getAllKeys(),
    tx.objectStore("answers").getAll(),
  ]);
  const answerOf = new Map(ids.map((id, index) => [id, answers[index]]));
  const wrong = refusals.find(({ command }, index) => answerOf.get(command.id) !== numbers[index]);
  if (!wrong && answerOf.size === refusals.length) return { ok: true, head };
  const reason = "the answers to refused commands do not fit the journal";
  return { ok: false, head, firstBad: positionAfter(wrong?.after ?? head.position), reason };
}
