import { headOf } from "../chain/commit.ts";
import { checkAfter, sealCommit, sealRefusal } from "../chain/seal-commit.ts";
import type { CommandId, EpochMs, Position, StreamName, StreamVersion } from "../envelope.ts";
import { isConcurrencyError } from "../errors.ts";
import type { AcceptedAttempt, Outcome, RefusedAttempt } from "../event-log.ts";
import { answerOf, repeatAnswer } from "../journal.ts";
import type { Commit, RefusalRecord, Remembered } from "../records.ts";
import {
  BehindError,
  checkUpToDate,
  type Knowledge,
  type KnowledgeKeeper,
  putWhereKnown,
  whileBehind,
} from "./log-tip.ts";
import { putRefusal, readCommits, readRefusal } from "./record-store.ts";
import { type ReadTransaction, together, type WriteTransaction } from "./transaction.ts";

/** What appending needs of a database. */
export interface AppenderDependencies {
  readonly keeper: KnowledgeKeeper;
  now(): EpochMs;
  /** Runs `work` while no other write of this tab does. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs `work` in one transaction, and resolves once that is durable. */
  transact<Result>(work: (tx: WriteTransaction) => Promise<Result>): Promise<Result>;
  read<Result>(work: (tx: ReadTransaction) => Promise<Result>): Promise<Result>;
  /**
   * Told of what now stands in the log, before it is answered. The answers wait for what is
   * returned.
   */
  written(records: readonly Remembered[]): Promise<unknown> | undefined;
}

/** One attempt on its way, and whoever waits for its answer. */
interface Waiting {
  readonly attempt: AcceptedAttempt | RefusedAttempt;
  answer(outcome: Outcome | Promise<Outcome>): void;
  fail(error: unknown): void;
}

/** Microtasks within which whoever was answered has decided the next command, when there is one. */
const TURNS = 64;

/** What would become of attempts at the end of the log as it is known. */
interface Plan {
  readonly placed: readonly { readonly waiting: Waiting; readonly record: Remembered }[];
  readonly conflicting: readonly { readonly waiting: Waiting; readonly error: unknown }[];
  /** Attempts whose command stands in the log, or in this plan. */
  readonly repeated: readonly {
    readonly waiting: Waiting;
    readonly first: Remembered | Position;
  }[];
}

/**
 * Makes the function that appends. Attempts that come while a transaction is under way share the next one: each is still all
 * or nothing, checked and answered for itself, but they wait for the disk together. This is group commit (Gray and Reuter,
 * Transaction Processing, 1993, 9.4).
 *
 * Nothing is read before the transaction: the attempts are placed where this tab knows the log to end, and the transaction
 * is broken off when it ends elsewhere.
 */
export function createAppender(dependencies: AppenderDependencies) {
  const { keeper, read, inTurn, transact } = dependencies;
  let queue: Waiting[] = [];
  let writing = false;

  const writeQueue = async (): Promise<void> => {
    writing = true;
    // Those that are appended in one go share the first transaction as well.
    await undefined;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await appendAll(batch).catch((error) => {
        for (const { fail } of batch) fail(error);
      });
      await othersToCome(batch.length);
    }
    writing = false;
  };

  // Those who were answered together ask again together: waited for as long as nothing but they can run.
  const othersToCome = async (answered: number): Promise<void> => {
    for (let turn = 0; turn < TURNS && queue.length < answered; turn += 1) await undefined;
  };

  const appendAll = async (batch: readonly Waiting[]): Promise<void> => {
    let open = batch;
    while (open.length > 0) {
      open = await whileBehind(keeper, (known) => appendOnce(open, known));
    }
  };

  /** Settles all attempts in one transaction. Resolves to those that have to be tried again, since nothing was put. */
  const appendOnce = async (
    open: readonly Waiting[],
    known: Knowledge,
  ): Promise<readonly Waiting[]> => {
    const plan = planAppend(open, known, dependencies.now());
    let followed: Promise<unknown> | undefined;
    if (plan.placed.length > 0) {
      const refused = await putAll(plan, known);
      if (refused.size > 0) return answerRefused(open, refused);
      // Who writes next need not wait for those who read.
      followed = dependencies.written(plan.placed.map(({ record }) => record));
    } else if (plan.conflicting.length > 0) {
      // Only who has seen everything may speak of a conflict.
      await read((tx) => checkUpToDate(tx, known));
    }
    for (const { waiting, record } of plan.placed) {
      const outcome = answerOf(record, false);
      waiting.answer(followed ? followed.then(() => outcome) : outcome);
    }
    for (const { waiting, error } of plan.conflicting) await tellConflict(waiting, error);
    for (const { waiting, first } of plan.repeated) await answerRepeated(waiting, first);
    return [];
  };

  /** Puts what is placed. Where some of it was refused before, nothing is put, and the result tells the refusals. */
  const putAll = async (
    { placed }: Plan,
    known: Knowledge,
  ): Promise<ReadonlyMap<CommandId, RefusalRecord>> => {
    const records = placed.map(({ record }) => record);
    const commits = records.filter(isCommit);
    const refusals = records.filter((record) => "refusal" in record);
    try {
      await inTurn(async () => {
        // A replication that failed meanwhile made all that was known unsure.
        if (keeper.known().index !== known.index) throw new BehindError();
        // All requests at once: each costs the time of a message to the storage. What fails takes all of it back.
        await transact((tx) =>
          together([
            () => checkUnrefused(tx, idsToLookUp(placed)),
            () => putWhereKnown(tx, known, commits),
            () => Promise.all(refusals.map((refusal) => putRefusal(tx, refusal))),
          ]),
        );
        // Only what stands is known; and it is known before anybody writes again.
        keeper.note(commits, "tail");
      });
      return new Map();
    } catch (error) {
      if (error instanceof RefusedBefore) return error.refusals;
      throw error;
    }
  };

  /**
   * A command that was refused before gets its first answer, also where it was decided again on old
   * state.
   */
  const tellConflict = async (waiting: Waiting, error: unknown): Promise<void> => {
    const { command, hasFreshId } = waiting.attempt;
    const first = hasFreshId ? undefined : await read((tx) => readRefusal(tx, command.id));
    if (first) tell(waiting, first);
    else waiting.fail(error);
  };

  const answerRepeated = async (waiting: Waiting, first: Remembered | Position): Promise<void> => {
    tell(waiting, typeof first === "number" ? await readCommitAt(first) : first);
  };

  const readCommitAt = async (position: Position): Promise<Commit> => {
    const [commit] = await read((tx) => readCommits(tx, { from: position, to: position }));
    return commit as Commit;
  };

  return (attempt: AcceptedAttempt | RefusedAttempt): Promise<Outcome> =>
    new Promise((answer, fail) => {
      queue.push({ attempt, answer, fail });
      if (!writing) writeQueue();
    });
}

// Breaks a transaction off in which a command was about to be accepted that had been refused.
class RefusedBefore extends Error {
  constructor(readonly refusals: ReadonlyMap<CommandId, RefusalRecord>) {
    super();
  }
}

function idsToLookUp(placed: Plan["placed"]): CommandId[] {
  return placed.flatMap(({ waiting: { attempt } }) =>
    attempt.hasFreshId ? [] : attempt.command.id,
  );
}

async function checkUnrefused(tx: WriteTransaction, ids: readonly CommandId[]): Promise<void> {
  const found = await Promise.all(ids.map(async (id) => [id, await readRefusal(tx, id)] as const));
  const refusals = new Map(found.flatMap(([id, refusal]) => (refusal ? [[id, refusal]] : [])));
  if (refusals.size > 0) throw new RefusedBefore(refusals);
}

function answerRefused(
  open: readonly Waiting[],
  refused: ReadonlyMap<CommandId, RefusalRecord>,
): Waiting[] {
  return open.filter((waiting) => {
    const refusal = refused.get(waiting.attempt.command.id);
    if (refusal) tell(waiting, refusal);
    return !refusal;
  });
}

function tell({ attempt, answer, fail }: Waiting, first: Remembered): void {
  try {
    answer(repeatAnswer(first, attempt.command));
  } catch (error) {
    fail(error);
  }
}

function isCommit(record: Remembered): record is Commit {
  return "events" in record;
}

function planAppend(open: readonly Waiting[], { head, index }: Knowledge, now: EpochMs): Plan {
  const placed: Plan["placed"][number][] = [];
  const conflicting: Plan["conflicting"][number][] = [];
  const repeated: Plan["repeated"][number][] = [];
  const begun = new Map<CommandId, Remembered>();
  const isRepeated = new Set<CommandId>();
  // One that came before with other events than were decided here is none to rely on.
  const stands = (id: CommandId): boolean => {
    const record = begun.get(id);
    if (record) return isCommit(record) && !isRepeated.has(id);
    return index.commitOf(id) !== undefined && !isRepeated.has(id);
  };
  const moved = new Map<StreamName, StreamVersion>();
  const versions = {
    get: (stream: StreamName) => moved.get(stream) ?? index.versionOf(stream),
  };
  let end = head;
  for (const waiting of open) {
    const { id } = waiting.attempt.command;
    const first = begun.get(id) ?? index.commitOf(id);
    if (first !== undefined) {
      repeated.push({ waiting, first });
      isRepeated.add(id);
      continue;
    }
    try {
      const { attempt } = waiting;
      checkAfter(attempt, stands);
      const record =
        "events" in attempt
          ? sealCommit(attempt, end, versions, now)
          : sealRefusal(attempt, end.position, versions, now);
      begun.set(id, record);
      placed.push({ waiting, record });
      if (!isCommit(record)) continue;
      end = headOf(record);
      for (const { stream, version } of record.events) moved.set(stream, version);
    } catch (error) {
      if (!isConcurrencyError(error)) waiting.fail(error);
      else conflicting.push({ waiting, error });
    }
  }
  return { placed, conflicting, repeated };
}
