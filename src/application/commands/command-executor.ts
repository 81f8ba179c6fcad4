import type { Command } from "../../domain/commands.ts";
import type { Rejection } from "../../domain/rejection.ts";
import type { CommandId, Position } from "../../eventlog/envelope.ts";
import type { Attempt, Outcome } from "../../eventlog/event-log.ts";

/** The answer to a command: the positions of its events, or why it was refused. */
export type DispatchResult =
  | {
      readonly accepted: true;
      readonly positions: readonly Position[];
      /** Saved on this device and not yet in the log that others share: positions and answer may still change. */
      readonly pending?: true;
    }
  | { readonly accepted: false; readonly rejection: Rejection };

/** Brings commands that may be carried out into the book. */
export interface Carrier {
  /**
   * Decides a command and resolves once what it came to is durable and on the screen's views.
   * @throws CommandIdReusedError when its id was used for another command.
   * @throws StorageError when the storage failed: then nothing was written.
   */
  carry(attempt: Attempt, command: Command): Promise<DispatchResult>;
  /** Remembers a command that was refused without being decided. Throws like `carry`. */
  refuse(attempt: Attempt, rejection: Rejection): Promise<DispatchResult>;
}

/** One command on its way, and whoever waits for its answer. */
export interface Waiting {
  readonly attempt: Attempt;
  /** What is to be decided, or why it was refused without. */
  readonly asked: Command | { readonly rejection: Rejection };
  answer(result: DispatchResult): void;
  fail(error: unknown): void;
}

/**
 * An attempt as it is remembered under an id that was never used: where its own one is taken, or is
 * to stay free.
 */
export function underId(id: CommandId, attempt: Attempt): Attempt {
  return { ...attempt, command: { ...attempt.command, id }, hasFreshId: true };
}

/** What a log answered, as the answer to a command. A refusal that is new is told with all that is known of it. */
export function toResult(outcome: Outcome, rejection?: Rejection): DispatchResult {
  if (outcome.accepted) {
    return { accepted: true, positions: outcome.events.map((event) => event.position) };
  }
  const first = outcome.refusal as Rejection;
  return { accepted: false, rejection: outcome.repeated ? first : (rejection ?? first) };
}
