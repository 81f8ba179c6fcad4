import { atOnceThenPaced } from "../../eventlog/util/throttle.ts";
import { CLOSED } from "../branches/replay-commands.ts";
import { type CheckoutBook, carryThrough } from "../commands/checkout-step.ts";
import type { Cause } from "../commands/command-bus.ts";
import type { DispatchResult } from "../commands/command-executor.ts";
import type { RestoredRecord, RestorePlan } from "./plan-restore.ts";

/** What came of bringing records back. */
export interface RestoreReport {
  /** The answer to each command that was sent. */
  readonly answers: ReadonlyMap<RestoredRecord, DispatchResult>;
  /** Why it ended before the last one, if it did: what was done by then stays. */
  readonly stopped?: unknown;
}

/** How sending a plan is watched and broken off. */
export interface RestoreOptions {
  /** The conversation that all commands belong to: a new id. */
  readonly conversation: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Milliseconds between two times that it is told how far this came: telling costs a drawing. */
const TELLING = 100;

/**
 * Sends the commands of a plan, in order, one transaction each and all in one conversation. What was paid for a cancelled order is
 * given back before the next one. A command that somebody's change in between makes wrong is refused, and the others go on.
 */
export async function restore(
  book: CheckoutBook,
  { records }: RestorePlan,
  { conversation, signal, onProgress }: RestoreOptions,
): Promise<RestoreReport> {
  const due = records.filter(({ outcome }) => outcome.kind === "accepted");
  const cause: Cause = { correlationId: conversation, causationId: conversation };
  const answers = new Map<RestoredRecord, DispatchResult>();
  const tell = atOnceThenPaced(() => onProgress?.(answers.size, due.length), TELLING);
  try {
    for (const record of due) {
      signal.throwIfAborted();
      const answer = await send(book, record, cause);
      if (!answer) continue;
      answers.set(record, answer);
      tell();
      if (!answer.accepted && CLOSED.includes(answer.rejection.code)) break;
    }
    return { answers };
  } catch (stopped) {
    return { answers, stopped };
  }
}

async function send(
  book: CheckoutBook,
  { outcome }: RestoredRecord,
  cause: Cause,
): Promise<DispatchResult | undefined> {
  if (outcome.kind !== "accepted") return undefined;
  const { command } = outcome;
  const answer = await book.bus.dispatch(command, cause);
  if (answer.accepted && command.type === "CancelOrder") await carryThrough(book, command.orderId);
  return answer;
}
