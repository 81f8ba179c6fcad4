import type { Rejection } from "../../domain/rejection.ts";
import type { CommandId, JsonObject } from "../../eventlog/envelope.ts";
import { CommandIdReusedError } from "../../eventlog/errors.ts";
import type { Attempt, EventLog, Outcome } from "../../eventlog/event-log.ts";
import { idOf, type Outbox, type OutboxItem } from "../../eventlog/outbox.ts";
import type { History } from "../../views/history.ts";
import { type Carrier, type DispatchResult, toResult } from "../carrier.ts";
import { decideNow } from "../decide-now.ts";
import type { PendingTail } from "./pending-tail.ts";

/** What carrying commands into a shared book needs. */
export interface OutboxCarrierDependencies {
  /** The local log: what the shared one has told. */
  readonly replica: EventLog;
  readonly history: History;
  readonly outbox: Outbox;
  readonly tail: PendingTail;
  /** Tells `listener` what the shared log answered, where this tab has sent it: sooner than the outbox knows. */
  onAnswer(listener: (id: CommandId, outcome: Outcome) => void): () => void;
  /** Whether an answer of the shared log can be expected soon. */
  isLinked(): boolean;
  /** Tells `listener` when that may have changed. */
  onLink(listener: () => void): () => void;
}

/** Milliseconds within which the shared log answers, or the person is told that the command waits. */
const PATIENCE = 5_000;

/**
 * Makes the carrier of a shared book. A command is saved on this device before anything shows it; the shared log decides in the
 * end, and where it can be reached, its answer is waited for.
 */
export function createOutboxCarrier(dependencies: OutboxCarrierDependencies): Carrier {
  const { replica, history, outbox, tail } = dependencies;

  const itemOf = (id: CommandId): OutboxItem | undefined =>
    outbox.items().find((item) => idOf(item) === id);

  /** The answer to a command that was given before; undefined for one that is new. */
  const firstAnswer = async ({ command }: Attempt): Promise<DispatchResult | undefined> => {
    const item = itemOf(command.id);
    if (item) {
      if (item.attempt.command.digest !== command.digest) {
        throw new CommandIdReusedError(command.id);
      }
      return answerTo(command.id);
    }
    const outcome = await replica.find(command.id, command.digest);
    return outcome && toResult(outcome);
  };

  /** The answer as it is known now. */
  const answerNow = async (id: CommandId): Promise<DispatchResult | undefined> => {
    const item = itemOf(id);
    const refusal = item?.refusal ?? item?.refusedLater;
    if (refusal) return { accepted: false, rejection: refusal as Rejection };
    if (item) return undefined;
    const outcome = await replica.find(id);
    return outcome && toResult(outcome);
  };

  const pendingAnswer = (id: CommandId): DispatchResult => {
    const planned = tail.plan().find(({ item }) => idOf(item) === id);
    return { accepted: true, positions: planned?.positions ?? [], pending: true };
  };

  /** The answer of the shared log, or that it is waited for. */
  const answerTo = (id: CommandId): Promise<DispatchResult> =>
    new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stops: (() => void)[] = [];
      const end = (): void => {
        clearTimeout(timer);
        for (const stop of stops) stop();
      };
      const answer = (result: DispatchResult): void => {
        end();
        resolve(result);
      };
      const look = async (): Promise<void> => {
        const known = await answerNow(id);
        if (known) answer(known);
        else if (!dependencies.isLinked()) answer(pendingAnswer(id));
      };
      const lookAgain = () =>
        look().catch((error) => {
          end();
          reject(error);
        });
      timer = setTimeout(() => answer(pendingAnswer(id)), PATIENCE);
      const hear = (answered: CommandId, outcome: Outcome): void => {
        if (answered === id) answer(toResult(outcome));
      };
      stops.push(outbox.onChange(lookAgain), dependencies.onLink(lookAgain));
      stops.push(dependencies.onAnswer(hear));
      lookAgain();
    });

  const send = async (
    attempt: Attempt,
    intent: JsonObject,
    rejection?: Rejection,
  ): Promise<DispatchResult> => {
    // It may have been sent by the time it is looked at again.
    const { hasFreshId: _, ...given } = attempt;
    const refusal = rejection && { refusal: { ...rejection } };
    await outbox.add({ attempt: given, intent, ...refusal });
    if (rejection) return { accepted: false, rejection };
    const result = await answerTo(attempt.command.id);
    // Whoever gave it was still there to be told.
    if (!result.accepted) await outbox.remove([attempt.command.id]);
    return result;
  };

  return {
    async carry(attempt, command) {
      const first = attempt.hasFreshId ? undefined : await firstAnswer(attempt);
      if (first) return first;
      const decided = decideNow(attempt, command, history);
      const rejection = decided.accepted ? undefined : decided.rejection;
      return send(attempt, { ...command } as unknown as JsonObject, rejection);
    },
    async refuse(attempt, rejection) {
      const first = attempt.hasFreshId ? undefined : await firstAnswer(attempt);
      return first ?? send(attempt, {}, rejection);
    },
  };
}
