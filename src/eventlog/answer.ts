import { START } from "./envelope.ts";
import { CommandIdReusedError } from "./errors.ts";
import type { Attempt, JournalEntry, JournalRange, Outcome } from "./event-log.ts";
import type { Commit, RefusalRecord, Remembered } from "./records.ts";

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
  { from, to, outcome }: JournalRange = {},
): JournalEntry[] {
  const first = from ?? START;
  const last = to ?? Number.POSITIVE_INFINITY;
  // Those of a file may have come later than others of their place.
  const refused = refusals
    .toSorted((one, other) => one.after - other.after)
    .filter(({ after }) => (after >= first || first <= START + 1) && after <= last)
    .map(refusedEntry);
  if (outcome === "refused") return refused;
  const accepted = commits
    .filter(({ events: [{ position }] }) => position >= first && position <= last)
    .map(acceptedEntry);
  return merged(joined(accepted), refused);
}

type Entry<Outcome> = Extract<JournalEntry, { readonly outcome: Outcome }>;

function refusedEntry(record: RefusalRecord): Entry<"refused"> {
  return { ...record, commandId: record.command.id, outcome: "refused" };
}

function acceptedEntry({ command, events }: Commit): Entry<"accepted"> {
  const [{ meta }] = events;
  const positions = events.map(({ position }) => position);
  const { commandId, recordedAt } = meta;
  return { commandId, ...(command && { command }), recordedAt, outcome: "accepted", positions };
}

// A replica that was cut inside a command has the rest of it in a commit of its own.
function joined(accepted: readonly Entry<"accepted">[]): Entry<"accepted">[] {
  const entries: Entry<"accepted">[] = [];
  for (const entry of accepted) {
    const before = entries.at(-1);
    if (before?.commandId !== entry.commandId) entries.push(entry);
    else {
      entries[entries.length - 1] = {
        ...before,
        positions: [...before.positions, ...entry.positions],
      };
    }
  }
  return entries;
}

function merged(
  accepted: readonly Entry<"accepted">[],
  refused: readonly Entry<"refused">[],
): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let next = 0;
  for (const entry of accepted) {
    const [position = START] = entry.positions;
    let before = refused[next];
    while (before && before.after < position) {
      entries.push(before);
      next += 1;
      before = refused[next];
    }
    entries.push(entry);
  }
  return [...entries, ...refused.slice(next)];
}
