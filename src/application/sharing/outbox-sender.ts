import type { Follower } from "../../eventlog/consumers/subscription.ts";
import type { CommandId } from "../../eventlog/envelope.ts";
import {
  isCommandIdReusedError,
  isConcurrencyError,
  isRejectionError,
  isSharedLogError,
  isValidationError,
  sayError,
} from "../../eventlog/errors.ts";
import type { Outcome } from "../../eventlog/event-log.ts";
import type { Refusal } from "../../eventlog/records.ts";
import { idOf, type Outbox } from "../../eventlog/replication/outbox.ts";
import type { SharedLink } from "../../eventlog/replication/shared-link.ts";
import type { PendingTail, Planned } from "./optimistic-tail.ts";

/** What sending the outbox needs. */
export interface OutboxSenderDependencies {
  readonly outbox: Outbox;
  readonly tail: PendingTail;
  readonly follower: Follower;
  readonly link: SharedLink;
  /** Told what the shared log answered, once it is on the screen. */
  onAnswer(id: CommandId, outcome: Outcome): void;
  readonly signal: AbortSignal;
}

/** Commands on their way at once. */
const WINDOW = 64;

/** Milliseconds before commands that others got in the way of are looked at again, where nothing new came. */
const PAUSE = 50;

/**
 * Sends what waits in the outbox, in order, as it comes; never resolves. What others were faster with is decided again on what
 * they did.
 * @throws SharedLogError when the shared log does not answer or takes nothing more; what was not answered waits on.
 * @throws the signal's reason when it is broken off.
 */
export async function sendOutbox(dependencies: OutboxSenderDependencies): Promise<never> {
  const { tail, outbox, signal } = dependencies;
  for (;;) {
    signal.throwIfAborted();
    if (tail.plan().length === 0) {
      await nextChange([tail.onChange], signal);
    } else if (!(await sendSome(dependencies))) {
      await Promise.race([nextChange([tail.onChange, outbox.onChange], signal), pause(PAUSE)]);
    }
  }
}

/** Sends the next commands of the plan. Resolves to whether any of them was answered. */
async function sendSome(dependencies: OutboxSenderDependencies): Promise<boolean> {
  const { tail, link, follower, outbox } = dependencies;
  // To refuse again what was shown as done, one must have seen all that others did.
  if (tail.plan().some(({ rejection }) => rejection)) {
    await link.catchUp();
    await follower.catchUp();
  }
  const sent = tail.plan().slice(0, WINDOW);
  // What is certain is on the screen before it leaves the outbox.
  const answers = await Promise.allSettled(sent.map((planned) => send(planned, dependencies)));
  if (!answers.every(isNewlyWritten)) await follower.catchUp();
  const fates = sent.map((planned, index) =>
    fateOf(planned, answers[index] as PromiseSettledResult<Outcome>),
  );
  for (const [index, answer] of answers.entries()) {
    const planned = sent[index] as Planned;
    const isNews = answer.status === "fulfilled" && (answer.value.accepted || planned.item.refusal);
    if (isNews) dependencies.onAnswer(idOf(planned.item), answer.value);
  }
  const done = fates.flatMap((fate) => (fate.kind === "done" ? fate.id : []));
  if (done.length > 0) await outbox.remove(done);
  for (const fate of fates) {
    if (fate.kind === "refused") await outbox.refuseLater(fate.id, fate.refusal);
  }
  const failed = fates.find((fate) => fate.kind === "failed");
  if (failed) throw failed.error;
  return fates.some(({ kind }) => kind !== "again");
}

function send({ attempt }: Planned, { link: { log } }: OutboxSenderDependencies): Promise<Outcome> {
  return "refusal" in attempt ? log.refuse(attempt) : log.append(attempt);
}

// Whatever else stands in the log was written by somebody else, or before.
function isNewlyWritten(answer: PromiseSettledResult<Outcome>): boolean {
  return answer.status === "fulfilled" && !answer.value.repeated;
}

type Fate =
  | { readonly kind: "done"; readonly id: CommandId }
  | { readonly kind: "refused"; readonly id: CommandId; readonly refusal: Refusal }
  | { readonly kind: "again" }
  | { readonly kind: "failed"; readonly error: unknown };

function fateOf({ item }: Planned, answer: PromiseSettledResult<Outcome>): Fate {
  const id = idOf(item);
  if (answer.status === "rejected") return fateOfError(id, answer.reason);
  const outcome = answer.value;
  // Whoever gave it knows already.
  if (outcome.accepted || item.refusal) return { kind: "done", id };
  return { kind: "refused", id, refusal: outcome.refusal };
}

function fateOfError(id: CommandId, error: unknown): Fate {
  if (isConcurrencyError(error)) return { kind: "again" };
  const isTooLarge = isSharedLogError(error) && error.problem === "too-large";
  const isUnsound = isValidationError(error);
  if (isTooLarge || isUnsound || isCommandIdReusedError(error) || isRejectionError(error)) {
    const code = isTooLarge ? error.problem : error.code;
    return { kind: "refused", id, refusal: { code, message: sayError(error) } };
  }
  return { kind: "failed", error };
}

/** Resolves at the next of these changes. @throws the signal's reason. */
function nextChange(
  changes: readonly ((listener: () => void) => () => void)[],
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (settle: () => void) => () => {
      for (const stop of stops) stop();
      signal.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = end(() => reject(signal.reason));
    signal.addEventListener("abort", onAbort);
    for (const onChange of changes) stops.push(onChange(end(resolve)));
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
