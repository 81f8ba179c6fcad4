import { headOf } from "../chain/commit.ts";
import { checkAfter, sealCommit, sealRefusal } from "../chain/seal-commit.ts";
import { checkStored } from "../chain/verify-log.ts";
import { createEventIndex } from "../consumers/event-index.ts";
import { packEvents } from "../encoding/event-page.ts";
import {
  type CommandId,
  EMPTY_HEAD,
  type EpochMs,
  type Head,
  NO_STREAM,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../envelope.ts";
import type {
  AcceptedAttempt,
  AppendListener,
  EventLog,
  Outcome,
  RefusedAttempt,
} from "../event-log.ts";
import { answerOf, repeatAnswer } from "../journal.ts";
import {
  canTake,
  checkJournalRecord,
  isJournalRun,
  type JournalRun,
  type KnownCommand,
} from "../journal-run.ts";
import { boundsOf, inRange } from "../read-range.ts";
import type { CommandRecord, Commit, RefusalRecord, Remembered } from "../records.ts";
import { cutAll } from "../replication/commit-splitter.ts";
import { type ReplicaBatch, takeSource } from "../replication/replica-batch.ts";
import { createListeners } from "../util/emitter.ts";
import { fieldsOf, takeText, takeTexts } from "../validation/check-fields.ts";
import { takeJournalRange, takeRange } from "../validation/check-range.ts";
import { checkedClock, takeAccepted, takeRefused } from "../validation/check-submission.ts";
import { weaveJournal } from "../weave-journal.ts";
import { freezeDeep } from "./deep-freeze.ts";

/** An event log that lives as long as the page: for tests, scratch books, and browsers without storage. */
export function createMemoryLog(options: { readonly now: () => EpochMs }): EventLog {
  fieldsOf(options, "options", ["now"]);
  const now = checkedClock(options.now);
  const commits: Commit[] = [];
  const events: RecordedEvent[] = [];
  const index = createEventIndex();
  const refusals: RefusalRecord[] = [];
  const versions = new Map<StreamName, StreamVersion>();
  const remembered = new Map<CommandId, Remembered>();
  const appends = createListeners<Parameters<AppendListener>>();
  const refused = createListeners<[]>();

  const head = (): Head => {
    const last = commits.at(-1);
    return last ? headOf(last) : EMPTY_HEAD;
  };

  // What a reader does with its objects never reaches the log.
  const add = (given: Commit): void => {
    const commit = freezeDeep(given);
    commits.push(commit);
    // Not spread: a command may have more events than a call may have arguments.
    for (const event of commit.events) events.push(event);
    index.add(commit.events);
    // The first answer stands: a replica that was cut inside a command brings the rest of it later.
    const { commandId } = commit.events[0].meta;
    if (!remembered.has(commandId)) remembered.set(commandId, commit);
    for (const event of commit.events) versions.set(event.stream, event.version);
  };

  const addRefusal = (given: RefusalRecord): RefusalRecord => {
    const record = freezeDeep(given);
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

  const stands = (id: CommandId): boolean => {
    const first = remembered.get(id);
    return first !== undefined && "events" in first;
  };

  const log: EventLog = {
    head: async () => head(),

    async append(given: AcceptedAttempt): Promise<Outcome> {
      const attempt = takeAccepted(given);
      const first = remembered.get(attempt.command.id);
      if (first) return repeatAnswer(first, attempt.command);
      checkAfter(attempt, stands);
      const commit = sealCommit(attempt, head(), versions, now());
      add(commit);
      const followed = appends.notify(headOf(commit).position, commit.events);
      if (followed) await followed;
      return answerOf(commit, false);
    },

    // Everything a writer must know is at hand.
    async warmUp() {},

    async refuse(given: RefusedAttempt): Promise<Outcome> {
      const attempt = takeRefused(given);
      const { command } = attempt;
      const first = remembered.get(command.id);
      if (first) return repeatAnswer(first, command);
      checkAfter(attempt, stands);
      const record = addRefusal(sealRefusal(attempt, head().position, versions, now()));
      refused.notify();
      return answerOf(record, false);
    },

    async find(id, digest) {
      const first = remembered.get(takeText(id, "commandId") as CommandId);
      return first && repeatAnswer(first, { id, digest });
    },

    fates: async (commandIds) =>
      takeTexts(commandIds, "commandIds").map((id) => {
        const first = remembered.get(id);
        return first && ("refusal" in first ? "refused" : "accepted");
      }),

    async read(asked = {}) {
      const range = takeRange(asked);
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

    versionOf: async (stream) =>
      versions.get(takeText(stream, "stream") as StreamName) ?? NO_STREAM,

    journal: async (range = {}) => weaveJournal(commits, refusals, takeJournalRange(range)),

    async replicate(given) {
      const source = takeSource(given);
      const batches: ReplicaBatch[] = [];
      const runs: JournalRun[] = [];
      for await (const batch of source) {
        if (isJournalRun(batch)) runs.push(batch);
        else batches.push(batch);
      }
      // From here on nothing waits, so that no other append comes in between.
      const before = { head: head(), refused: refusals.length };
      // Copies of its own: what the source does with its objects never reaches the log. All before
      // the first is added.
      const records = structuredClone(cutAll(batches, before.head, versions));
      const { declined, learned } = planJournal(runs, records, remembered);
      for (const record of records) {
        if ("events" in record) add(record);
        else if (!remembered.has(record.command.id)) addRefusal(record);
      }
      for (const record of declined) addRefusal(structuredClone(record));
      addCommands(learned);
      const { position } = before.head;
      const followed =
        head().position > position && appends.notify(head().position, events.slice(position));
      if (refusals.length > before.refused || learned.size > 0) refused.notify();
      if (followed) await followed;
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
      checkJournalRecord(record);
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
