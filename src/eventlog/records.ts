import { canonicalJson } from "./chain/canonical-json.ts";
import { sha256 } from "./chain/sha256.ts";
import type { CommandId, EpochMs, Hash, JsonObject, Position, RecordedEvent } from "./envelope.ts";
import { copyJsonObject } from "./validation/json-value.ts";

/** A command as the journal keeps it. The payload carries no secret; the digest tells equal content. */
export interface CommandRecord {
  readonly id: CommandId;
  readonly type: string;
  readonly payload: JsonObject;
  readonly digest: Hash;
}

/**
 * Makes the record of a command out of what it asks for: equal content gives an equal digest.
 * @throws ValidationError when the payload is no JSON object.
 */
export function recordCommand(id: CommandId, type: string, payload: JsonObject): CommandRecord {
  const copied = copyJsonObject(payload, "payload");
  return { id, type, payload: copied, digest: sha256(canonicalJson({ type, payload: copied })) };
}

/** Why a command was refused: a stable kebab-case code and a sentence for the person. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** The unit of storage: one command's events, in order, with the record of the command where it is known. */
export interface Commit {
  readonly command?: CommandRecord;
  readonly events: readonly [RecordedEvent, ...RecordedEvent[]];
}

/** A refused command as it is stored. `after` is the head at that moment. */
export interface RefusalRecord {
  readonly command: CommandRecord;
  readonly after: Position;
  readonly recordedAt: EpochMs;
  readonly refusal: Refusal;
}

/** What the log holds about one command id: the commit it became, or its refusal. */
export type Remembered = Commit | RefusalRecord;
