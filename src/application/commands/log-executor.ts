import { type Rejection, reject } from "../../domain/rejection.ts";
import { scratchOver } from "../../domain/scratch-book.ts";
import type { Follower } from "../../eventlog/consumers/subscription.ts";
import type { CommandId } from "../../eventlog/envelope.ts";
import { isConcurrencyError, isStorageError } from "../../eventlog/errors.ts";
import type { Attempt, EventLog, Outcome } from "../../eventlog/event-log.ts";
import { bookOf, type History } from "../../read-model/read-model.ts";
import { createBatches } from "./command-batches.ts";
import {
  type Carrier,
  type DispatchResult,
  toResult,
  underId,
  type Waiting,
} from "./command-executor.ts";
import { decideOn } from "./evaluate-command.ts";

/** A log, and who knows what it told. */
export interface FollowedLog {
  readonly log: EventLog;
  readonly history: History;
  readonly follower: Follower;
  /** Makes the id of a command. */
  newId(): string;
}

/** How often the first of those who wait is decided again when another tab was faster. */
const MAX_TRIES = 8;

const BUSY = reject(
  "busy",
  "Others changed the same records at the same moment, again and again. Try once more.",
);

/** A command that is with the log. */
interface Sent {
  readonly waiting: Waiting;
  readonly outcome: Promise<Outcome>;
  readonly rejection: Rejection | undefined;
}

/**
 * Makes the carrier of a book whose own log takes every command at once. Commands are decided in
 * the order they were given, each on the state that those before it leave, and those that wait
 * share a transaction. Whatever was decided on a state that did not come about, a refusal as well,
 * is not written but decided again.
 */
export function createLogCarrier({ log, history, follower, newId }: FollowedLog): Carrier {
  const take = createBatches<Waiting>((batch) =>
    settle(batch).catch((error) => {
      for (const { fail } of batch) fail(error);
    }),
  );

  /** Answers every command of a batch. */
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    let open = await withoutAnswered(batch);
    let tries = 0;
    while (open.length > 0) {
      const before = open[0];
      const again = await settleOnce(open);
      if (again.length > 0) await follower.catchUp();
      // Only the first one relies on nothing but the log: the others may have failed with it.
      tries = again[0] === before ? tries + 1 : 0;
      open = again;
      if (tries < MAX_TRIES) continue;
      open = await refuseFirst(again);
      tries = 0;
    }
  };

  const refuseFirst = async ([first, ...others]: readonly Waiting[]): Promise<Waiting[]> => {
    if (!first) return others;
    // Under an id of its own: the command itself was not answered, and may be sent again unchanged.
    const attempt = underId(newId() as CommandId, first.attempt);
    await settleOnce([{ ...first, attempt, asked: { rejection: BUSY } }]);
    return others;
  };

  /** Sends commands together. Resolves to those that have to be decided again, in order. */
  const settleOnce = async (open: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const sent = sendAll(open);
    const outcomes = await Promise.allSettled(sent.map(({ outcome }) => outcome));
    const hasFailed = outcomes.some(
      (each) => each.status === "rejected" && isStorageError(each.reason),
    );
    if (hasFailed && open.length > 1) return settleEach(sent, outcomes);
    const again: Waiting[] = [];
    for (const [index, each] of outcomes.entries()) {
      const { waiting, rejection } = sent[index] as Sent;
      if (each.status === "fulfilled") await answer(waiting, each.value, rejection);
      else if (isConcurrencyError(each.reason)) again.push(waiting);
      else waiting.fail(each.reason);
    }
    return again;
  };

  // They failed together, since they were written together: alone, each shares nobody else's fate.
  const settleEach = async (
    sent: readonly Sent[],
    outcomes: readonly PromiseSettledResult<Outcome>[],
  ): Promise<readonly Waiting[]> => {
    for (const [index, each] of outcomes.entries()) {
      const { waiting, rejection } = sent[index] as Sent;
      if (each.status === "fulfilled") await answer(waiting, each.value, rejection);
      else await settle([waiting]);
    }
    return [];
  };

  const answer = async (
    { answer }: Waiting,
    outcome: Outcome,
    rejection: Rejection | undefined,
  ): Promise<void> => {
    // Another tab may have carried it out, of which the views have not heard yet.
    if (outcome.accepted && outcome.repeated)
      await follower.catchUp(outcome.events.at(-1)?.position);
    answer(toResult(outcome, rejection));
  };

  /** Decides commands one behind the other, and hands all of them to the log. */
  const sendAll = (open: readonly Waiting[]): Sent[] => {
    const base = bookOf(history, history.head().position);
    const book = open.length > 1 ? scratchOver(base) : undefined;
    let after: CommandId | undefined;
    return open.map((waiting): Sent => {
      const { attempt, asked } = waiting;
      if ("rejection" in asked) {
        const { rejection } = asked;
        const refused = { ...attempt, refusal: { ...rejection } };
        return { waiting, rejection, outcome: log.refuse(refused) };
      }
      const relying = { ...attempt, ...(after !== undefined && { after }) };
      const decided = decideOn(relying, asked, book ?? base);
      if (!decided.accepted) {
        const { rejection } = decided;
        return { waiting, rejection, outcome: log.refuse(decided.attempt) };
      }
      book?.add(decided.events);
      after = attempt.command.id;
      return { waiting, rejection: undefined, outcome: log.append(decided.attempt) };
    });
  };

  /**
   * Answers commands that the log knows, which are not decided a second time. Resolves to the
   * others.
   */
  const withoutAnswered = async (batch: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const asked = batch.filter(({ attempt }) => !attempt.hasFreshId);
    if (asked.length === 0) return batch;
    const fates = await log.fates(asked.map(({ attempt }) => attempt.command.id));
    const known = new Set(asked.filter((_, index) => fates[index] !== undefined));
    for (const waiting of known) await answerKnown(waiting);
    return batch.filter((waiting) => !known.has(waiting));
  };

  const answerKnown = async (waiting: Waiting): Promise<void> => {
    const { id, digest } = waiting.attempt.command;
    try {
      const outcome = await log.find(id, digest);
      if (outcome) await answer(waiting, outcome, undefined);
    } catch (error) {
      waiting.fail(error);
    }
  };

  const carry = (attempt: Attempt, asked: Waiting["asked"]): Promise<DispatchResult> =>
    new Promise((answer, fail) => take({ attempt, asked, answer, fail }));

  return {
    carry,
    refuse: (attempt, rejection) => carry(attempt, { rejection }),
  };
}
