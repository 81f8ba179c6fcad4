import { answerOf, repeatAnswer, weaveJournal } from "./answer.ts";
import { checkStored } from "./check-stored.ts";
import { headOf, sealCommit } from "./commit.ts";
import {
  type CommandId,
  EMPTY_HEAD,
  type EpochMs,
  type Head,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import { createEventIndex } from "./event-index.ts";
import type { AcceptedAttempt, EventLog, Outcome, RefusedAttempt } from "./event-log.ts";
import { freezeDeep } from "./freeze-deep.ts";
import { canTake, isJournalRun, type JournalRun, type KnownCommand } from "./journal-run.ts";
import { createListeners } from "./listeners.ts";
import { packEvents } from "./packed/packed-events.ts";
import { boundsOf, inRange } from "./range.ts";
import type { CommandRecord, Commit, RefusalRecord, Remembered } from "./records.ts";
import type { ReplicaBatch } from "./replica-batch.ts";
import { cutAll } from "./replica-cutter.ts";

/** An event log that lives as long as the page: for tests, scratch books, and browsers without storage. */
export function createMemoryLog({ now }: { readonly now: () => EpochMs }): EventLog {
  const commits: Commit[] = [];
  const events: RecordedEvent[] = [];
  const index = createEventIndex();
  const refusals: RefusalRecord[] = [];
  const versions = new Map<StreamName, StreamVersion>();
  const remembered = new Map<CommandId, Remembered>();
  const appends = createListeners<[upTo: Position]>();
  const refused = createListeners<[]>();

  const head = (): Head => {
    const last = commits.at(-1);
    return last ? headOf(last) : EMPTY_HEAD;
  };

  const add = (given: Commit): void => {
    // A copy of its own: what a caller or a reader does with its objects never reaches the log.
    const commit = freezeDeep(structuredClone(given));
    commits.push(commit);
    events.push(...commit.events);
    index.add(commit.events);
    // The first answer stands: a replica that was cut inside a command brings the rest of it later.
    const { commandId } = commit.events[0].meta;
    if (!remembered.has(commandId)) remembered.set(commandId, commit);
    for (const event of commit.events) versions.set(event.stream, event.version);
  };

  const addRefusal = (given: RefusalRecord): RefusalRecord => {
    const record = freezeDeep(structuredClone(given));
    refusals.push(record);
    remembered.set(record.command.id, record);
    return record;
  };

  const addCommands = (learned: ReadonlyMap<CommandId, CommandRecord>): void => {
    if (learned.size === 0) return;
    for (const [index, commit] of commits.entries()) {
      const { commandId } = commit.events[0].meta;
      const command = remembered.get(commandId) === commit && learned.get(commandId);
      if (!command) continue;
      const known = freezeDeep(structuredClone({ ...commit, command }));
      commits[index] = known;
      remembered.set(commandId, known);
    }
  };

  const log: EventLog = {
    head: async () => head(),

    async append(attempt: AcceptedAttempt): Promise<Outcome> {
      const first = remembered.get(attempt.command.id);
      if (first) return repeatAnswer(first, attempt);
      const commit = sealCommit(attempt, head(), versions, now());
      add(commit);
      appends.notify(head().position);
      return answerOf(commits.at(-1) as Commit, false);
    },

    // Everything a writer must know is at hand.
    async warmUp() {},

    async refuse(attempt: RefusedAttempt): Promise<Outcome> {
      const { command, refusal } = attempt;
      const first = remembered.get(command.id);
      if (first) return repeatAnswer(first, attempt);
      const { position: after } = head();
      const record = addRefusal({ command, refusal, after, recordedAt: now() });
      refused.notify();
      return answerOf(record, false);
    },

    async find(commandId) {
      const first = remembered.get(commandId);
      return first && answerOf(first, true);
    },

    fates: async (commandIds) =>
      commandIds.map((id) => {
        const first = remembered.get(id);
        return first && ("refusal" in first ? "refused" : "accepted");
      }),

    async read(range = {}) {
      const bounds = boundsOf(range, head().position);
      const found = range.filter && index.find(range.filter);
      const near = found
        ? found.flatMap((position) => events[position - 1] ?? [])
        : events.slice(bounds.from - 1, bounds.to);
      return inRange(near, bounds, range);
    },

    async readPages(from, to) {
      const meant = commits.filter(
        ({ events: [first] }, index) =>
          first.position <= to && (commits[index + 1]?.events[0].position ?? Infinity) > from,
      );
      return meant.length > 0 ? [packEvents(meant)] : [];
    },

    versionOf: async (stream) => versions.get(stream) ?? NO_STREAM,

    journal: async (range) => weaveJournal(commits, refusals, range),

    async replicate(source) {
      const batches: ReplicaBatch[] = [];
      const runs: JournalRun[] = [];
      for await (const batch of source) {
        if (isJournalRun(batch)) runs.push(batch);
        else batches.push(batch);
      }
      // From here on nothing waits, so that no other append comes in between.
      const before = { head: head(), refused: refusals.length };
      const records = cutAll(batches, before.head, versions);
      const { declined, learned } = planJournal(runs, records, remembered);
      for (const record of records) {
        if ("events" in record) add(record);
        else if (!remembered.has(record.command.id)) addRefusal(record);
      }
      for (const record of declined) addRefusal(record);
      addCommands(learned);
      if (head().position > before.head.position) appends.notify(head().position);
      if (refusals.length > before.refused || learned.size > 0) refused.notify();
      return head();
    },

    verify: (options) => checkStored(log, options),

    onAppend: appends.add,
    onRefusal: refused.add,

    close() {
      appends.clear();
      refused.clear();
    },
  };
  return log;
}

/**
 * What a log takes of a journal beside the records that come before it. @throws what the journal's
 * source throws.
 */
function planJournal(
  runs: readonly JournalRun[],
  records: readonly Remembered[],
  remembered: ReadonlyMap<CommandId, Remembered>,
) {
  const coming = new Map<CommandId, KnownCommand>();
  const declined: RefusalRecord[] = [];
  const learned = new Map<CommandId, CommandRecord>();
  const knownOf = (id: CommandId): KnownCommand | undefined => {
    const before = remembered.get(id);
    return coming.get(id) ?? (before && knowledgeOf(before));
  };
  for (const record of records) {
    const id = "events" in record ? record.events[0].meta.commandId : record.command.id;
    if (!knownOf(id)) coming.set(id, knowledgeOf(record));
  }
  for (const { journal, isNew } of runs) {
    for (const [index, record] of journal.entries()) {
      const { command } = record;
      const known = knownOf(command.id);
      if (!isNew(index, known) || !canTake(record, known)) continue;
      coming.set(command.id, record);
      if ("refusal" in record) declined.push(record);
      else learned.set(command.id, command);
    }
  }
  return { declined, learned };
}

function knowledgeOf(remembered: Remembered): KnownCommand {
  if ("refusal" in remembered) return remembered;
  const { command, events } = remembered;
  return { at: events[0].position, ...(command && { command }) };
}
