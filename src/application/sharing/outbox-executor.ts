import type { Rejection } from "../../domain/rejection.ts";
import { scratchOver } from "../../domain/scratch-book.ts";
import type { CommandId, JsonObject } from "../../eventlog/envelope.ts";
import { CommandIdReusedError } from "../../eventlog/errors.ts";
import type { Attempt, EventLog, Outcome } from "../../eventlog/event-log.ts";
import type { CommandRecord } from "../../eventlog/records.ts";
import { idOf, type Outbox, type OutboxItem } from "../../eventlog/replication/outbox.ts";
import { bookOf, type History } from "../../read-model/read-model.ts";
import { createBatches } from "../commands/command-batches.ts";
import {
  type Carrier,
  type DispatchResult,
  toResult,
  underId,
  type Waiting,
} from "../commands/command-executor.ts";
import { decideOn } from "../commands/evaluate-command.ts";
import type { PendingTail } from "./optimistic-tail.ts";

/** What carrying commands into a shared book needs. */
export interface OutboxCarrierDependencies {
  /** The local log: what the shared one has told. */
  readonly replica: EventLog;
  readonly history: History;
  readonly outbox: Outbox;
  readonly tail: PendingTail;
  /** Makes the id of a command. */
  newId(): string;
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

  /**
   * The answer that the local log has to a command which was given before; undefined where it has
   * none.
   */
  const firstAnswer = async (attempt: Attempt): Promise<DispatchResult | undefined> => {
    const { id, digest } = attempt.command;
    const outcome = attempt.hasFreshId ? undefined : await replica.find(id, digest);
    return outcome && toResult(outcome);
  };

  /** The answer as it is known now. */
  const answerNow = async ({ id, digest }: CommandRecord): Promise<DispatchResult | undefined> => {
    const item = itemOf(id);
    const refusal = item?.refusal ?? item?.refusedLater;
    if (refusal) return { accepted: false, rejection: refusal as Rejection };
    if (item) return undefined;
    const outcome = await replica.find(id, digest);
    return outcome && toResult(outcome);
  };

  const pendingAnswer = (id: CommandId): DispatchResult => {
    const planned = tail.plan().find(({ item }) => idOf(item) === id);
    if (planned?.rejection) return { accepted: false, rejection: planned.rejection };
    return { accepted: true, positions: planned?.positions ?? [], pending: true };
  };

  /** The answer of the shared log, or that it is waited for. */
  const answerTo = (command: CommandRecord): Promise<DispatchResult> =>
    new Promise((resolve, reject) => {
      const { id } = command;
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
        const known = await answerNow(command);
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

  /**
   * Has a refusal written that was told before the shared log could say so: from here on it stands.
   */
  const remember = async (attempt: Attempt, rejection: Rejection): Promise<void> => {
    const { id } = attempt.command;
    const refusal = { ...rejection };
    if (rejection.code === "command-id-reused") {
      const { hasFreshId: _, ...renamed } = underId(dependencies.newId() as CommandId, attempt);
      return outbox.replace(id, { attempt: renamed, intent: {}, refusal });
    }
    const [fate] = await replica.fates([id]);
    const isWritten = fate !== undefined;
    return isWritten ? outbox.remove([id]) : outbox.replace(id, { attempt, intent: {}, refusal });
  };

  /**
   * Answers with what the shared log says, and takes a refusal out that somebody was still there to
   * be told.
   */
  const answerLater = async ({ attempt: asked, answer, fail }: Waiting): Promise<void> => {
    const { hasFreshId: _, ...attempt } = asked;
    try {
      const result = await answerTo(attempt.command);
      if (!result.accepted) await remember(attempt, result.rejection);
      answer(result);
    } catch (error) {
      fail(error);
    }
  };

  /** Saves a command that was decided, and has it answered. */
  const save = async (waiting: Waiting, rejection: Rejection | undefined): Promise<void> => {
    const { attempt, asked, answer, fail } = waiting;
    // It may have been sent by the time it is looked at again.
    const { hasFreshId: _, ...given } = attempt;
    const intent = "rejection" in asked ? {} : ({ ...asked } as unknown as JsonObject);
    try {
      await outbox.add({ attempt: given, intent, ...(rejection && { refusal: { ...rejection } }) });
      if (rejection) answer({ accepted: false, rejection });
      else answerLater(waiting);
    } catch (error) {
      fail(error);
    }
  };

  /** Answers commands that came before. Resolves to the others, which are to be decided. */
  const withoutAnswered = async (batch: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const open: Waiting[] = [];
    for (const waiting of batch) {
      try {
        const first = await firstAnswer(waiting.attempt);
        if (first) waiting.answer(first);
        else open.push(waiting);
      } catch (error) {
        waiting.fail(error);
      }
    }
    return open;
  };

  // In one go, so that they are saved in one transaction: each is decided on what those before it
  // would come to.
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    const open = await withoutAnswered(batch);
    const book = scratchOver(bookOf(history, history.head().position));
    const begun = new Map(outbox.items().map((item) => [idOf(item), item.attempt.command.digest]));
    const saving: Promise<void>[] = [];
    const repeats: Waiting[] = [];
    for (const waiting of open) {
      const { attempt, asked, fail } = waiting;
      const { id, digest } = attempt.command;
      const known = begun.get(id);
      if (known !== undefined) {
        // Also one that waits in the outbox, or comes twice in this batch.
        if (known === digest) repeats.push(waiting);
        else fail(new CommandIdReusedError(id));
        continue;
      }
      begun.set(id, digest);
      const decided = "rejection" in asked ? asked : decideOn(attempt, asked, book);
      if ("events" in decided) book.add(decided.events);
      // While the shared log can be asked, it says whether a refusal rests on what stands there
      // now.
      const isFinal = "rejection" in asked || !dependencies.isLinked();
      saving.push(save(waiting, "rejection" in decided && isFinal ? decided.rejection : undefined));
    }
    await Promise.all(saving);
    for (const { attempt, answer, fail } of repeats) {
      answerTo(attempt.command).then(answer, fail);
    }
  };
  const take = createBatches<Waiting>((batch) =>
    settle(batch).catch((error) => {
      for (const { fail } of batch) fail(error);
    }),
  );
  const carry = (attempt: Attempt, asked: Waiting["asked"]): Promise<DispatchResult> =>
    new Promise((answer, fail) => take({ attempt, asked, answer, fail }));

  return {
    carry,
    refuse: (attempt, rejection) => carry(attempt, { rejection }),
  };
}
