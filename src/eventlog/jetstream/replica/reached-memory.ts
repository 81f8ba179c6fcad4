import * as v from "valibot";
import type { EventLog } from "../../event-log.ts";
import type { Pause } from "./divergence.ts";
import type { Reached } from "./replica-cursor.ts";

/** Where it is kept how far a replica has come: worth a reading of the whole stream when it is lost, and nothing else. */
export interface ReachedMemory {
  load(): string | null;
  save(text: string): void;
}

/** How far a replica had come. */
export interface Kept extends Reached {
  /** Whether it was in doubt that it is right. */
  readonly isDoubted: boolean;
  /** How long no doubt is looked into. */
  readonly pause?: Pause;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const stored = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    sequence: count,
    head: v.object({ position: count, hash: v.string() }),
    endedBy: count,
    // Without them, the stream is read from its first message on.
    authors: v.array(v.strictObject({ name: v.string(), key: v.string(), since: count })),
    times: v.object({
      isLive: v.boolean(),
      misdated: v.array(
        v.strictObject({ commandId: v.string(), isRefusal: v.boolean(), storedAt: v.number() }),
      ),
    }),
    isDoubted: v.boolean(),
    pause: v.exactOptional(v.object({ until: v.number(), rest: v.number() })),
  }),
);

/** What was kept, where the replica still has what it had then. */
export async function loadReached(
  replica: EventLog,
  memory: ReachedMemory,
): Promise<Kept | undefined> {
  const parsed = v.safeParse(stored, memory.load());
  if (!parsed.success) return undefined;
  const kept = parsed.output as unknown as Kept;
  const { position, hash } = kept.head;
  if (position === 0) return kept;
  const [last] = await replica.read({ from: position, to: position });
  return last?.hash === hash ? kept : undefined;
}

/** Keeps how far a replica has come. */
export function keepReached(kept: Kept, memory: ReachedMemory): void {
  memory.save(JSON.stringify(kept));
}
