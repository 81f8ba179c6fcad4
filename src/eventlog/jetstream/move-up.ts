import { type Head, isSameHead, positionAfter } from "../envelope.ts";
import { pastSharedLog, ReplicationError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { isJournalRun } from "../journal-run.ts";
import type { Remembered } from "../records.ts";
import { cutAll } from "../replication/commit-splitter.ts";
import { eventsOf, type ReplicaBatch, type ReplicaSource } from "../replication/replica-batch.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { publishChain, storedPrefix, WINDOW } from "./publishing/publish-window.ts";
import { readVersions } from "./publishing/read-versions.ts";
import { endOf, messageIdOf, type SharedRecord } from "./publishing/stream-message.ts";
import type { SharedStream } from "./reading/ordered-stream.ts";
import type { ReadMessage } from "./replica/replica-cursor.ts";
import type { SharedReplica } from "./replica/stream-replica.ts";
import { untilReached } from "./replica/until-reached.ts";
import type { Signer } from "./signing/signatures.ts";

/** What moving a log up needs. */
export interface MoveUpDependencies {
  readonly replica: EventLog;
  readonly shared: SharedReplica;
  readonly stream: SharedStream;
  readonly signer: Signer | undefined;
  readonly signal: AbortSignal;
}

/** Rounds without any record stored before it is given up. */
const TRIES = 3;

/**
 * Sends what another replica recorded to the shared log, as it is, once all of it is known to continue it.
 * @throws ReplicationError when it does not fit, or somebody else wrote in between.
 * @throws SharedLogError when the engine does not take it. What was stored before stands; the rest continues it.
 */
export async function moveUp(
  source: ReplicaSource,
  dependencies: MoveUpDependencies,
): Promise<Head> {
  const { replica, shared, stream, signal } = dependencies;
  const batches: ReplicaBatch[] = [];
  for await (const batch of source) {
    // A shared log knows a command by one message, which has its record or never will.
    if (isJournalRun(batch)) throw pastSharedLog();
    batches.push(batch);
  }
  await untilReached(await stream.last(), shared, signal);
  const { head } = shared.reached();
  const streams = batches.flatMap((batch) => eventsOf(batch).map(({ stream }) => stream));
  const versions = await readVersions(replica, streams);
  let open = await stillOpen(withBases(cutAll(batches, head, versions), head), head, replica);

  for (let tries = 0; open.length > 0; ) {
    signal.throwIfAborted();
    const before = open.length;
    open = await sendWindow(open, dependencies);
    tries = open.length < before ? 0 : tries + 1;
    if (tries === TRIES) throw sharedLogError("unreachable");
  }
  return shared.reached().head;
}

/** Sends the next records. Resolves to what is not in the log after that. */
async function sendWindow(
  open: readonly SharedRecord[],
  { replica, shared, stream, signer, signal }: MoveUpDependencies,
): Promise<readonly SharedRecord[]> {
  const { sequence, head } = shared.reached();
  const [first] = open;
  if (first && !isSameHead(first.base, head)) return stillOpen(open, head, replica);
  const chain = open.slice(0, WINDOW);
  const ids = chain.map(({ record }) => messageIdOf(record));
  const answers = await publishChain(stream, chain, sequence, { ids, signer });
  const stored = storedPrefix(chain, answers, sequence, signer);
  await shared.apply(stored);
  checkAdmitted(stored, shared.reached().head);
  if (stored.length === chain.length) return open.slice(WINDOW);
  const refused = answers.find((answer) => answer.status === "rejected");
  if (refused) throw refused.reason;
  await untilReached(await stream.last(), shared, signal);
  return stillOpen(open, shared.reached().head, replica);
}

/** The records that are still to come behind `head`. A refused command that is known keeps its first answer. */
async function stillOpen(
  records: readonly SharedRecord[],
  head: Head,
  replica: EventLog,
): Promise<readonly SharedRecord[]> {
  const open = behind(records, head);
  const fates = await replica.fates(
    open.flatMap(({ record }) => ("refusal" in record ? record.command.id : [])),
  );
  const known = fates.values();
  return open.filter(({ record }) => "events" in record || known.next().value === undefined);
}

// Where the log still ends before one of the records that were stored, that one is void.
function checkAdmitted(stored: readonly ReadMessage[], { position, hash }: Head): void {
  const isVoid = stored.some(
    ({ shared }) =>
      shared && "events" in shared.record && isSameHead(shared.base, { position, hash }),
  );
  if (isVoid) throw new ReplicationError(positionAfter(position), "it breaks a rule");
}

function behind(records: readonly SharedRecord[], head: Head): readonly SharedRecord[] {
  const next = records.findIndex(({ base }) => base.hash === head.hash);
  if (next >= 0) return records.slice(next);
  const last = records.at(-1);
  if (!last || endOf(last).hash === head.hash) return [];
  throw new ReplicationError(positionAfter(head.position), "somebody else wrote in between");
}

function withBases(records: readonly Remembered[], head: Head): readonly SharedRecord[] {
  let base = head;
  return records.map((record) => {
    const shared = { base, record };
    base = endOf(shared);
    return shared;
  });
}
