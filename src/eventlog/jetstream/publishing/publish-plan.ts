import { headOf } from "../../chain/commit.ts";
import { checkAfter, sealCommit, sealRefusal } from "../../chain/seal-commit.ts";
import type { CommandId, EpochMs, Hash, Head, StreamName, StreamVersion } from "../../envelope.ts";
import { isConcurrencyError } from "../../errors.ts";
import type { AcceptedAttempt, EventLog, Outcome, RefusedAttempt } from "../../event-log.ts";
import type { Remembered } from "../../records.ts";
import { readVersions } from "./read-versions.ts";
import type { SharedRecord } from "./stream-message.ts";

/** A command that was decided, either way. */
export type AnyAttempt = AcceptedAttempt | RefusedAttempt;

/** One command on its way, and whoever waits for its answer. */
export interface Waiting {
  readonly attempt: AnyAttempt;
  answer(outcome: Outcome): void;
  fail(error: unknown): void;
  /** Fingerprints under which it was sent: found in the log, they are its own and nobody's repetition. */
  readonly sent: Set<Hash>;
  /** Times that nobody answered, or that the engine knew the id already. */
  unanswered: number;
  repeated: number;
}

/** A command with its place behind the end of the log, where nobody else is faster. */
export interface Placed {
  readonly waiting: Waiting;
  readonly shared: SharedRecord;
}

/** What would become of commands at the end of the log as it is known. */
export interface Plan {
  readonly placed: readonly Placed[];
  readonly conflicting: readonly { readonly waiting: Waiting; readonly error: unknown }[];
  /** The log has their answer. */
  readonly known: readonly Waiting[];
  /** Their command is placed in this very plan. */
  readonly later: readonly Waiting[];
}

/** Places commands one behind the other from `head` on. What is no conflict and cannot be placed fails at once. */
export async function planSending(
  open: readonly Waiting[],
  head: Head,
  replica: EventLog,
  now: EpochMs,
): Promise<Plan> {
  const ids = open.map(({ attempt }) => attempt.command.id);
  const before = open.flatMap(({ attempt }) => attempt.after ?? []);
  const [fates, versions] = await Promise.all([
    replica.fates([...ids, ...before]),
    readVersions(
      replica,
      open.flatMap(({ attempt }) => streamsOf(attempt)),
    ),
  ]);
  const known = open.filter((_, index) => fates[index] !== undefined);
  const unknown = open.filter((_, index) => fates[index] === undefined);
  const stand = new Set(before.filter((_, index) => fates[ids.length + index] === "accepted"));
  return { ...place(unknown, { head, versions, stand }, now), known };
}

function streamsOf(attempt: AnyAttempt): readonly StreamName[] {
  const { expected = [] } = attempt;
  const written = "events" in attempt ? attempt.events : [];
  return [...expected, ...written].map(({ stream }) => stream);
}

/** What of the log matters to those who write to its end. */
interface LogTip {
  readonly head: Head;
  readonly versions: ReadonlyMap<StreamName, StreamVersion>;
  /** Accepted commands that others come after. */
  readonly stand: ReadonlySet<CommandId>;
}

function place(
  open: readonly Waiting[],
  { head, versions, stand }: LogTip,
  now: EpochMs,
): Omit<Plan, "known"> {
  const placed: Placed[] = [];
  const conflicting: Plan["conflicting"][number][] = [];
  const later: Waiting[] = [];
  const begun = new Set<CommandId>();
  const accepted = new Set(stand);
  const moved = new Map(versions);
  let end = head;
  for (const waiting of open) {
    const { attempt } = waiting;
    if (begun.has(attempt.command.id)) {
      later.push(waiting);
      continue;
    }
    try {
      checkAfter(attempt, (id) => accepted.has(id));
      const record = recordOf(attempt, end, moved, now);
      placed.push({ waiting, shared: { base: end, record } });
      begun.add(attempt.command.id);
      if (!("events" in record)) continue;
      end = headOf(record);
      accepted.add(attempt.command.id);
      for (const { stream, version, hash } of record.events) {
        moved.set(stream, version);
        waiting.sent.add(hash);
      }
    } catch (error) {
      if (isConcurrencyError(error)) conflicting.push({ waiting, error });
      else waiting.fail(error);
    }
  }
  return { placed, conflicting, later };
}

function recordOf(
  attempt: AnyAttempt,
  end: Head,
  versions: ReadonlyMap<StreamName, StreamVersion>,
  now: EpochMs,
): Remembered {
  if (!("refusal" in attempt)) return sealCommit(attempt, end, versions, now);
  return sealRefusal(attempt, end.position, versions, now);
}
