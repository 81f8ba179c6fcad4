import {
  type CommandId,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import type { ChainCheck } from "./event-log.ts";
import { readHead } from "./indexeddb-records.ts";
import type { ReadTransaction } from "./indexeddb-transaction.ts";

/** Holds what the database keeps beside the events against the events: the versions of streams, and the answers. */
export interface Audit {
  /** Takes events that were found good, in order. */
  take(events: readonly RecordedEvent[]): Promise<void>;
  finish(head: Head): Promise<ChainCheck>;
}

interface Finding {
  readonly firstBad: Position;
  readonly reason: string;
}

/** Makes an audit of one database. */
export function createAudit(
  read: <Result>(work: (tx: ReadTransaction) => Promise<Result>) => Promise<Result>,
): Audit {
  const lastOf = new Map<StreamName, { version: StreamVersion; position: Position }>();
  let finding: Finding | undefined;

  return {
    async take(events) {
      for (const { stream, version, position } of events) lastOf.set(stream, { version, position });
      finding ??= await read((tx) => checkAnswers(tx, firstOfEach(events)));
    },
    async finish(head) {
      const found = finding ?? (await read((tx) => checkStreams(tx, head, lastOf)));
      return found ? { ok: false, head, ...found } : { ok: true, head };
    },
  };
}

function firstOfEach(events: readonly RecordedEvent[]): RecordedEvent[] {
  const seen = new Map<CommandId, RecordedEvent>();
  for (const event of events) {
    if (!seen.has(event.meta.commandId)) seen.set(event.meta.commandId, event);
  }
  return [...seen.values()];
}

async function checkAnswers(
  tx: ReadTransaction,
  begins: readonly RecordedEvent[],
): Promise<Finding | undefined> {
  const store = tx.objectStore("answers");
  const answers = await Promise.all(begins.map(({ meta }) => store.get(meta.commandId)));
  const wrong = begins.find(({ position }, index) => {
    const answer = answers[index];
    // A command whose end came later keeps its first answer, which is then an earlier one.
    return !answer || ("commit" in answer && answer.commit > position);
  });
  return wrong && { firstBad: wrong.position, reason: "the answer to its command is not recorded" };
}

async function checkStreams(
  tx: ReadTransaction,
  head: Head,
  lastOf: ReadonlyMap<StreamName, { readonly version: StreamVersion; readonly position: Position }>,
): Promise<Finding | undefined> {
  const store = tx.objectStore("streams");
  const [now, names, versions] = await Promise.all([
    readHead(tx),
    store.getAllKeys(),
    store.getAll(),
  ]);
  // Streams that have grown since are for the next verification.
  const grown = now.position > head.position;
  const recorded = new Map(names.map((name, index) => [name, versions[index]]));
  for (const [stream, { version, position }] of lastOf) {
    const found = recorded.get(stream);
    if (found === version || (grown && found !== undefined && found > version)) continue;
    const reason = `its stream was recorded at version ${found ?? 0}, but reaches ${version}`;
    return { firstBad: position, reason };
  }
  if (grown || recorded.size === lastOf.size) return undefined;
  const reason = "the versions of streams that have no event are recorded";
  return { firstBad: positionAfter(head.position), reason };
}
