import type { Command } from "../../domain/commands.ts";
import { type Rejection, reject } from "../../domain/rejection.ts";
import { sealCommit } from "../../eventlog/chain/seal-commit.ts";
import type { Follower } from "../../eventlog/consumers/subscription.ts";
import type { CommandId, Position } from "../../eventlog/envelope.ts";
import { isValidationError, sayError } from "../../eventlog/errors.ts";
import type { AcceptedAttempt, RefusedAttempt } from "../../eventlog/event-log.ts";
import { idOf, type Outbox, type OutboxItem } from "../../eventlog/replication/outbox.ts";
import { createListeners } from "../../eventlog/util/emitter.ts";
import type { TentativeHistory } from "../../read-model/optimistic-read-model.ts";
import { decideNow } from "../commands/evaluate-command.ts";

/** What a waiting command comes to, on what is certain and on the commands before it. */
export interface Planned {
  readonly item: OutboxItem;
  readonly attempt: AcceptedAttempt | RefusedAttempt;
  /** Where its events would stand. */
  readonly positions: readonly Position[];
  /** Why it is refused, where that was not told when it was given. */
  readonly rejection?: Rejection;
}

/** Shows what waits in the outbox as if it had happened, behind all that is certain. */
export interface PendingTail {
  /** Begins. To be called once all events are there that a decision may rest on. */
  begin(): void;
  /** The waiting commands, in order. */
  plan(): readonly Planned[];
  /** Tells `listener` after the plan changed, or what is certain. */
  onChange(listener: () => void): () => void;
}

/** What the tail joins. */
export interface PendingTailDependencies {
  readonly tentative: TentativeHistory;
  readonly outbox: Outbox;
  readonly follower: Follower;
}

/** Makes the tail of one book. */
export function createPendingTail({
  tentative,
  outbox,
  follower,
}: PendingTailDependencies): PendingTail {
  const { history } = tentative;
  const listeners = createListeners<[]>();
  // Commands that are certain by now and still stand in the outbox for a moment.
  const answered = new Set<CommandId>();
  let hasBegun = false;
  let plan: readonly Planned[] = [];

  const waiting = (): readonly OutboxItem[] =>
    outbox.items().filter((item) => !item.refusedLater && !answered.has(idOf(item)));

  const planNext = (item: OutboxItem): Planned => {
    const { attempt, refusal } = item;
    if (refusal) return { item, attempt: { ...attempt, refusal }, positions: [] };
    // Written by this app, on this device.
    const command = item.intent as unknown as Command;
    const after = plan.findLast(({ positions }) => positions.length > 0)?.attempt.command.id;
    const decided = decideNow({ ...attempt, ...(after && { after }) }, command, history);
    if (!decided.accepted) {
      return { item, attempt: decided.attempt, positions: [], rejection: decided.rejection };
    }
    const head = history.head();
    const versions = {
      get: (stream: Parameters<typeof history.versionOf>[0]) =>
        history.versionOf(stream, head.position),
    };
    try {
      const { events } = sealCommit(decided.attempt, head, versions, attempt.occurredAt);
      tentative.suppose(events);
      return { item, attempt: decided.attempt, positions: events.map(({ position }) => position) };
    } catch (error) {
      if (!isValidationError(error)) throw error;
      // No log can keep it: a book must open all the same.
      const rejection = reject("invalid-command", sayError(error));
      return { item, attempt: { ...attempt, refusal: { ...rejection } }, positions: [], rejection };
    }
  };

  const planAgain = (): void => {
    tentative.takeBack();
    plan = [];
    planMore();
  };
  const planMore = (): void => {
    // One by one: each rests on those before it.
    for (const item of waiting().slice(plan.length)) plan = [...plan, planNext(item)];
    listeners.notify();
  };

  tentative.onCertain(({ stillStand, commandIds }) => {
    const items = new Set(outbox.items().map(idOf));
    if (items.size > 0) {
      for (const id of commandIds()) if (items.has(id)) answered.add(id);
    }
    if (!hasBegun) return;
    if (!stillStand) return planAgain();
    plan = plan.filter(({ item }) => !answered.has(idOf(item)));
    listeners.notify();
  });

  outbox.onChange(() => {
    if (!hasBegun) return;
    const items = waiting();
    const numbers = new Set(items.map(({ number }) => number));
    // A refusal shows nothing: without it, all else stands.
    plan = plan.filter(({ item, positions }) => positions.length > 0 || numbers.has(item.number));
    const goesOn = plan.every(({ item }, index) => item.number === items[index]?.number);
    if (goesOn) return planMore();
    // What is in the outbox no more stands in the log: it is shown from there, without a gap in between.
    follower.catchUp().then(planAgain, planAgain);
  });

  return {
    begin() {
      hasBegun = true;
      planAgain();
    },
    plan: () => plan,
    onChange: listeners.add,
  };
}
