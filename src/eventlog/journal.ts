import type { CommandId, Hash } from "./envelope.ts";
import { CommandIdReusedError } from "./errors.ts";
import type { Outcome } from "./event-log.ts";
import type { Remembered } from "./records.ts";

/** A command that comes again; without a digest where only its id is known. */
export interface AskedAgain {
  readonly id: CommandId;
  readonly digest?: Hash | undefined;
}

/**
 * The first answer to a command that comes again.
 * @throws CommandIdReusedError when the content differs. Where only the events travelled here, the id decides.
 */
export function repeatAnswer(first: Remembered, { id, digest }: AskedAgain): Outcome {
  if (digest !== undefined && first.command && first.command.digest !== digest) {
    throw new CommandIdReusedError(id);
  }
  return answerOf(first, true);
}

/** Tells a stored commit or refusal as the answer to its command. */
export function answerOf(remembered: Remembered, repeated: boolean): Outcome {
  return "refusal" in remembered
    ? { accepted: false, repeated, refusal: remembered.refusal }
    : { accepted: true, repeated, events: remembered.events };
}
