import { START } from "./envelope.ts";
import type { JournalEntry, JournalRange } from "./event-log.ts";
import type { Commit, RefusalRecord } from "./records.ts";

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
