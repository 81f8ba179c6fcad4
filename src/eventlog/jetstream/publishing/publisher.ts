import { type EpochMs, isSameHead } from "../../envelope.ts";
import { RejectionError } from "../../errors.ts";
import type { EventLog, Outcome } from "../../event-log.ts";
import { answerOf } from "../../journal.ts";
import { sharedLogError } from "../../replication/shared-log-problems.ts";
import type { Sequence, SharedStream } from "../reading/ordered-stream.ts";
import type { SharedReplica } from "../replica/stream-replica.ts";
import { untilReached } from "../replica/until-reached.ts";
import type { Signer } from "../signing/signatures.ts";
import {
  type AnyAttempt,
  type Placed,
  type Plan,
  planSending,
  type Waiting,
} from "./publish-plan.ts";
import {
  type ChainAnswer,
  publishChain,
  storedAt,
  storedPrefix,
  WINDOW,
} from "./publish-window.ts";
import { endOf, messageIdOf } from "./stream-message.ts";

/** What sending needs. */
export interface SenderDependencies {
  /** The local log behind `shared`: it tells the first answer to a command that comes again. */
  readonly replica: EventLog;
  readonly shared: SharedReplica;
  readonly stream: SharedStream;
  readonly now: () => EpochMs;
  readonly signer: Signer | undefined;
  readonly signal: AbortSignal;
}

/** Sends commands to a shared log. */
export interface Sender {
  /** Answers once the command stands in the stream and in the replica. Answers and throws like the log. */
  send(attempt: AnyAttempt): Promise<Outcome>;
  /** Resolves once nothing is on its way. */
  settled(): Promise<void>;
}

const NOT_ADMITTED =
  "Every copy of the shared log leaves this command out, since what it came to breaks a rule.";

const UNSIGNED = [
  "not-admitted",
  "The commands of this shared log are signed, and this browser cannot sign.",
] as const;

/** Times that nobody answers before the writer is told. */
const TRIES = 3;

/** Times that commands are placed before they are sent, wherever the log ends by then. */
const PLACINGS = 3;

/** Milliseconds that writers who meet at the end of the log let pass at most, by chance, before they meet again. */
const LONGEST_PAUSE = 64;

/** Makes the function that writes to a shared log: decided on the replica, placed by the stream, tried again when somebody was faster. */
export function createSender(dependencies: SenderDependencies): Sender {
  const { replica, shared, stream, now, signer, signal } = dependencies;
  let queue: Waiting[] = [];
  let sending: Promise<void> | undefined;
  // Behind a command that somebody else was faster with, the engine stores the next ones all the same: they are void for everybody,
  // and in everybody’s way. So whoever meets others sends fewer ahead, and more and more once they are alone.
  let ahead = 1;

  const sendQueue = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, WINDOW);
      queue = queue.slice(WINDOW);
      await sendAll(batch).catch((error) => {
        for (const { fail } of batch) fail(error);
      });
    }
    sending = undefined;
  };

  const sendAll = async (batch: readonly Waiting[]): Promise<void> => {
    let open = batch;
    let meetings = 0;
    while (open.length > 0) {
      if (!signer && shared.reached().authors.length > 0) throw new RejectionError(...UNSIGNED);
      const sent = open.slice(0, ahead);
      const again = await sendOnce(sent);
      open = [...again, ...open.slice(sent.length)];
      if (again.length === 0) {
        ahead = Math.min(WINDOW, ahead * 2);
        meetings = 0;
        continue;
      }
      meetings += 1;
      ahead = Math.max(1, Math.floor(ahead / 2));
      await untilReached(await stream.last(), shared, signal);
      await pause(Math.random() * Math.min(LONGEST_PAUSE, 2 ** meetings));
    }
  };

  /** Sends everything once. Resolves to what has to be tried again on what others wrote. */
  const sendOnce = async (open: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const { plan, sequence } = await planAtEnd(open);
    for (const waiting of plan.known) await answerKnown(waiting);
    const chain = plan.placed.map((placed) => placed.shared);
    const ids = plan.placed.map(idOf);
    const answers = await publishChain(stream, chain, sequence, { ids, signer });
    await shared.apply(storedPrefix(chain, answers, sequence, signer));
    const again = await tell(plan.placed, answers);
    return [...again, ...(await tellConflicts(plan, answers, sequence)), ...plan.later];
  };

  /** Places commands where the log ends, also when that moves meanwhile: to be told so by the engine would cost a round trip. */
  const planAtEnd = async (open: readonly Waiting[]) => {
    for (let tries = 1; ; tries += 1) {
      const { sequence, head } = shared.reached();
      const plan = await planSending(open, head, replica, now());
      if (shared.reached().sequence === sequence || tries === PLACINGS) return { plan, sequence };
    }
  };

  // The log has its first answer and writes nothing.
  const answerKnown = async ({ attempt, sent, answer, fail }: Waiting): Promise<void> => {
    try {
      const outcome = await ("refusal" in attempt
        ? replica.refuse(attempt)
        : replica.append(attempt));
      const isOwn = outcome.accepted && outcome.events.some(({ hash }) => sent.has(hash));
      answer(isOwn ? { ...outcome, repeated: false } : outcome);
    } catch (error) {
      fail(error);
    }
  };

  /** Answers what stands in the log. Resolves to what does not, and may. */
  const tell = async (
    placed: readonly Placed[],
    answers: readonly ChainAnswer[],
  ): Promise<readonly Waiting[]> => {
    const last = answers.reduce((end, answer) => Math.max(end, storedAt(answer) ?? 0), 0);
    await untilReached(last as Sequence, shared, signal);
    const stand = await whichStand(placed, answers);
    return placed.flatMap(({ waiting, shared: { record } }, index) => {
      const answer = answers[index];
      if (answer?.status === "rejected") {
        waiting.fail(answer.reason);
      } else if (storedAt(answer) !== undefined && stand[index]) {
        waiting.answer(answerOf(record, false));
      } else if (storedAt(answer) !== undefined && index === 0) {
        // Nothing came in between: it would be void again, and again.
        waiting.fail(new RejectionError("not-admitted", NOT_ADMITTED));
      } else if (mayTryAgain(waiting, answer)) {
        return [waiting];
      }
      return [];
    });
  };

  /** Which of these commands stand in the log now. */
  const whichStand = async (
    placed: readonly Placed[],
    answers: readonly ChainAnswer[],
  ): Promise<readonly boolean[]> => {
    const isWhole = answers.every((answer) => storedAt(answer) !== undefined);
    const last = placed.at(-1);
    // A log that ends like the chain holds all of it, by its hashes.
    if (isWhole && last && isSameHead(shared.reached().head, endOf(last.shared))) {
      return placed.map(() => true);
    }
    const ids = placed.map(({ waiting }) => waiting.attempt.command.id);
    return (await replica.fates(ids)).map((fate) => fate !== undefined);
  };

  // Only who has seen everything may speak of a conflict: whoever has just written to the end has, and others ask.
  const tellConflicts = async (
    { conflicting }: Plan,
    answers: readonly ChainAnswer[],
    sequence: Sequence,
  ): Promise<readonly Waiting[]> => {
    if (conflicting.length === 0) return [];
    const hasWritten =
      answers.length > 0 && answers.every((answer) => storedAt(answer) !== undefined);
    if (!hasWritten && (await stream.last()) !== sequence) {
      return conflicting.map(({ waiting }) => waiting);
    }
    for (const { waiting, error } of conflicting) waiting.fail(error);
    return [];
  };

  return {
    send: (attempt) =>
      new Promise((answer, fail) => {
        queue.push({ attempt, answer, fail, sent: new Set(), unanswered: 0, repeated: 0 });
        sending ??= sendQueue();
      }),
    settled: async () => sending,
  };
}

function mayTryAgain(waiting: Waiting, answer: ChainAnswer | undefined): boolean {
  const kind = answer?.status === "fulfilled" ? answer.value.kind : undefined;
  if (kind === "repeated") waiting.repeated += 1;
  if (kind === "unanswered") waiting.unanswered += 1;
  if (waiting.unanswered < TRIES) return true;
  waiting.fail(sharedLogError("unreachable"));
  return false;
}

// A message that is void keeps its id for a while, though its command stands nowhere.
function idOf({ waiting, shared: { record } }: Placed): string {
  const id = messageIdOf(record);
  return waiting.repeated > 1 ? `${id}~${waiting.repeated}` : id;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
