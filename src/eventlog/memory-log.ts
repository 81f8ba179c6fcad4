import {
  answerOf,
  type RefusalRecord,
  type Remembered,
  repeatAnswer,
  weaveJournal,
} from "./answer.ts";
import { type Commit, commitsOfReplica, headOf, sealCommit } from "./commit.ts";
import {
  type CommandId,
  EMPTY_HEAD,
  type EpochMs,
  type Head,
  type Position,
  START,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import type { AcceptedAttempt, EventLog, Outcome, Range, RefusedAttempt } from "./event-log.ts";
import { createListeners } from "./listeners.ts";

/** An event log that lives as long as the page: for tests, scratch books, and browsers without storage. */
export function createMemoryLog({ now }: { readonly now: () => EpochMs }): EventLog {
  const commits: Commit[] = [];
  const refusals: RefusalRecord[] = [];
  const versions = new Map<StreamName, StreamVersion>();
  const remembered = new Map<CommandId, Remembered>();
  const listeners = createListeners();

  const head = (): Head => {
    const last = commits.at(-1);
    return last ? headOf(last) : EMPTY_HEAD;
  };

  const add = (commit: Commit): void => {
    commits.push(commit);
    // The first answer stands: a replica that was cut inside a command brings the rest of it later.
    const { commandId } = commit.events[0].meta;
    if (!remembered.has(commandId)) remembered.set(commandId, commit);
    for (const event of commit.events) versions.set(event.stream, event.version);
  };

  return {
    head: async () => head(),

    async append(attempt: AcceptedAttempt): Promise<Outcome> {
      const first = remembered.get(attempt.command.id);
      if (first) return repeatAnswer(first, attempt);
      const commit = sealCommit(attempt, head(), versions, now());
      add(commit);
      listeners.notify(head().position);
      return answerOf(commit, false);
    },

    async refuse(attempt: RefusedAttempt): Promise<Outcome> {
      const { command, refusal } = attempt;
      const first = remembered.get(command.id);
      if (first) return repeatAnswer(first, attempt);
      const record = { command, refusal, after: head().position, recordedAt: now() };
      refusals.push(record);
      remembered.set(command.id, record);
      return answerOf(record, false);
    },

    async find(commandId) {
      const first = remembered.get(commandId);
      return first && answerOf(first, true);
    },

    async read({ from = START, to = Number.POSITIVE_INFINITY as Position }: Range = {}) {
      return commits
        .flatMap((commit) => commit.events)
        .filter(({ position }) => position >= from && position <= to);
    },

    journal: async () => weaveJournal(commits, refusals),

    async replicate(events) {
      for (const commit of commitsOfReplica(events, head(), versions)) add(commit);
      listeners.notify(head().position);
      return head();
    },

    onAppend: listeners.add,
    close: listeners.clear,
  };
}
