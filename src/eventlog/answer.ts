import type { Commit } from "./commit.ts";
import type { EpochMs, Position } from "./envelope.ts";
import { CommandIdReusedError } from "./errors.ts";
import type { Attempt, CommandRecord, JournalEntry, Outcome, Refusal } from "./event-log.ts";

/** A refused command as it is stored. `after` is the head at that moment. */
export interface RefusalRecord {
  readonly command: CommandRecord;
  readonly after: Position;
  readonly recordedAt: EpochMs;
  readonly refusal: Refusal;
}

/** What the log holds about one command id: the commit it became, or its refusal. */
export type Remembered = Commit | RefusalRecord;

/**
 * The first answer to a command that comes again.
 * @throws CommandIdReusedError when the content differs. Where only the events travelled here, the id decides.
 */
export function repeatAnswer(first: Remembered, attempt: Attempt): Outcome {
  if (first.command && first.command.digest !== attempt.command.digest) {
    throw new CommandIdReusedError(attempt.command.id);
  }
  return answerOf(first, true);
}

/** Tells a stored commit or refusal as the answer to its command. */
export function answerOf(remembered: Remembered, repeated: boolean): Outcome {
  return "refusal" in remembered
    ? { accepted: false, repeated, refusal: remembered.refusal }
    : { accepted: true, repeated, events: remembered.events };
}

/** The command journal: commits and refusals woven together in the order the log met them. */
export function weaveJournal(
  commits: readonly Commit[],
  refusals: readonly RefusalRecord[],
): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let next = 0;
  const refusedBefore = (position: number) => {
    for (
      let refused = refusals[next];
      refused && refused.after < position;
      refused = refusals[next]
    ) {
      entries.push({ ...refused, commandId: refused.command.id, outcome: "refused" });
      next += 1;
    }
  };
  for (const { command, events } of commits) {
    refusedBefore(events[0].position);
    entries.push({
      commandId: events[0].meta.commandId,
      ...(command && { command }),
      recordedAt: events[0].meta.recordedAt,
      outcome: "accepted",
      positions: events.map((event) => event.position),
    });
  }
  refusedBefore(Number.POSITIVE_INFINITY);
  return entries;
}
