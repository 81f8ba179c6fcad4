import type { CommandId, JsonObject } from "../envelope.ts";
import type { Attempt } from "../event-log.ts";
import type { Refusal } from "../records.ts";

/** A command that was given on this device and that the shared log has not answered yet. */
export interface OutgoingCommand {
  /** How the log is to remember it. */
  readonly attempt: Attempt;
  /** What it asks for, for whoever decides it again. May hold what no journal may: it never leaves this device. */
  readonly intent: JsonObject;
  /** Present when it was refused at once and the person told so: it is to be remembered, and never decided again. */
  readonly refusal?: Refusal;
}

/** A command in the outbox. */
export interface OutboxItem extends OutgoingCommand {
  /** Rises in the order in which commands were given, in whichever tab. */
  readonly number: number;
  /** Present once it was decided again, on what others had done before it, and refused: it waits for a person to read it. */
  readonly refusedLater?: Refusal;
}

/** The commands of this device that the shared log has not answered, in order. Every tab sees the same. */
export interface Outbox {
  /** As this tab knows them. */
  items(): readonly OutboxItem[];
  /**
   * Puts a command at the end; resolves once that is durable. A command that is there already
   * changes nothing.
   * @throws CommandIdReusedError when another command has its id there.
   * @throws StorageError when the storage failed; nothing was written.
   */
  add(command: OutgoingCommand): Promise<void>;
  /** Marks a command as refused when it was decided again. */
  refuseLater(id: CommandId, refusal: Refusal): Promise<void>;
  /**
   * Puts `command` at the end and takes the one with the id `former` out, in one step: there is
   * never neither of them. They may have the same id.
   */
  replace(former: CommandId, command: OutgoingCommand): Promise<void>;
  /** Takes commands out that were answered, or whose refusal was read. */
  remove(ids: readonly CommandId[]): Promise<void>;
  /** Tells `listener` after the items changed, here or in another tab. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/** The id of a command in the outbox. */
export function idOf({ attempt }: OutgoingCommand): CommandId {
  return attempt.command.id;
}

/** Whether two commands of one id ask for the same. */
export function isSame(one: OutgoingCommand, other: OutgoingCommand): boolean {
  return one.attempt.command.digest === other.attempt.command.digest;
}
