import * as v from "valibot";
import type { EventLog } from "../event-log.ts";
import type { Reached } from "./shared-replica.ts";
import { NO_MESSAGE, type Sequence } from "./shared-stream.ts";

/** Where it is kept how far a replica has come: worth a reading of the whole stream when it is lost, and nothing else. */
export interface ReachedMemory {
  load(): string | null;
  save(text: string): void;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const stored = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ sequence: count, head: v.object({ position: count, hash: v.string() }) }),
);

/** The last message that a replica certainly has: what was kept, where the replica still has what it had then. */
export async function startAfter(replica: EventLog, memory: ReachedMemory): Promise<Sequence> {
  const kept = v.safeParse(stored, memory.load());
  if (!kept.success) return NO_MESSAGE;
  const { sequence, head } = kept.output as unknown as Reached;
  if (head.position === 0) return sequence;
  const [last] = await replica.read({ from: head.position, to: head.position });
  return last?.hash === head.hash ? sequence : NO_MESSAGE;
}

/** Keeps how far a replica has come. */
export function keepReached({ sequence, head }: Reached, memory: ReachedMemory): void {
  memory.save(JSON.stringify({ sequence, head }));
}
