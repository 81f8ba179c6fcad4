import type { CommandId, Position, RecordedEvent } from "../envelope.ts";
import { positionAfter } from "../envelope.ts";
import type { EventLog, JournalEntry } from "../event-log.ts";
import type { JournalRecord } from "../journal-run.ts";
import type { CommandRecord, Commit, RefusalRecord, Remembered } from "../records.ts";
import { faultOfCommand } from "../validation/record-fault.ts";

/**
 * What a log keeps of the commands whose events begin at `from` to `to`, both included, and of those that were refused right
 * before any of them: whole and in order, as another replica takes it.
 */
export async function readRecords(
  log: EventLog,
  from: Position,
  to: Position,
): Promise<readonly Remembered[]> {
  const [events, entries] = await Promise.all([
    log.read({ from, to }),
    log.journal({ from: positionAfter(from, -1), to }),
  ]);
  const commands = new Map(entries.map((entry) => [entry.commandId, entry.command]));
  const refusals = entries.flatMap(refusalIn).filter(({ after }) => after < to);
  const records: Remembered[] = [];
  for (const commit of commitsOf(events, commands)) {
    const [{ position }] = commit.events;
    while (refusals[0] && refusals[0].after < position) records.push(...refusals.splice(0, 1));
    records.push(commit);
  }
  return [...records, ...refusals];
}

/** The commands that were refused since the last event of a log. */
export async function readLastRefusals(
  log: EventLog,
  head: Position,
): Promise<readonly RefusalRecord[]> {
  const entries = await log.journal({ from: head, to: head, outcome: "refused" });
  return entries.flatMap(refusalIn);
}

/** The records of journal entries; those of which only the events travelled have none. */
export function recordsOf(entries: readonly JournalEntry[]): JournalRecord[] {
  return entries.flatMap((entry): JournalRecord[] => {
    if (entry.outcome === "refused") return refusalIn(entry);
    const { command, positions } = entry;
    const [at] = positions;
    return command && at !== undefined ? [{ command: withinBounds(command), at }] : [];
  });
}

function commitsOf(
  events: readonly RecordedEvent[],
  commands: ReadonlyMap<CommandId, Commit["command"]>,
): Commit[] {
  const runs: [RecordedEvent, ...RecordedEvent[]][] = [];
  for (const event of events) {
    const open = runs.at(-1);
    if (open?.[0].meta.commandId === event.meta.commandId) open.push(event);
    else runs.push([event]);
  }
  return runs.map((run) => {
    const command = commands.get(run[0].meta.commandId);
    return { ...(command && { command: withinBounds(command) }), events: run };
  });
}

function refusalIn(entry: JournalEntry): RefusalRecord[] {
  if (entry.outcome !== "refused" || !entry.command) return [];
  const { command, after, recordedAt, refusal } = entry;
  return [{ command: withinBounds(command), after, recordedAt, refusal }];
}

/**
 * A command as another log takes it: what an earlier release kept beyond the bounds of today goes
 * without its payload.
 */
function withinBounds(command: CommandRecord): CommandRecord {
  return faultOfCommand(command) === undefined ? command : { ...command, payload: {} };
}
