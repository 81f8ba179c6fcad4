import { canonicalJson } from "../chain/canonical-json.ts";
import { sha256 } from "../chain/sha256.ts";
import {
  type Hash,
  type Json,
  type JsonObject,
  type Position,
  parsePosition,
} from "../envelope.ts";

/** What a view came to at a position, so that it need not be folded from the beginning again. Derived: may be lost. */
export interface Checkpoint {
  /** Name of the projection. */
  readonly name: string;
  /** Version of the projection that folded it. */
  readonly version: number;
  /** Which events were folded, as `filterKey` says it. */
  readonly filter: string;
  readonly position: Position;
  /** Hash of the event at that position: tells another log, or a log that lost its end. */
  readonly hash: Hash;
  readonly state: Json;
}

/** Where checkpoints are kept, one for each name. What comes back is not trusted. */
export interface CheckpointStore {
  load(name: string): Promise<unknown>;
  save(name: string, stored: JsonObject): Promise<void>;
}

/** The form in which a checkpoint is stored: with a digest over all of it, so that half of one is noticed. */
export function toStored(checkpoint: Checkpoint): JsonObject {
  const content = { ...checkpoint };
  return { ...content, digest: sha256(canonicalJson(content)) };
}

/** Reads what a store gave back; `undefined` unless it is a whole checkpoint, exactly as it was stored. */
export function fromStored(stored: unknown): Checkpoint | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const { digest, ...content } = stored as { digest?: unknown } & Partial<Checkpoint>;
  try {
    if (sha256(canonicalJson(content as JsonObject)) !== digest) return undefined;
  } catch {
    return undefined; // Content that JSON cannot say was never stored.
  }
  const isWhole = parsePosition(content.position) !== undefined && content.state !== undefined;
  return isWhole ? (content as Checkpoint) : undefined;
}
