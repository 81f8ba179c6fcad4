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
  const refused = refusals
    .filter(({ after }) => (after >= first || first <= START + 1) && after <= last)
    .map(refusedEntry);
  if (outcome === "refused") return refused;
  const accepted = commits
    .filter(({ events: [{ position }] }) => position >= first && position <= last)
    .map(acceptedEntry);
  return merged(accepted, refused);
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
