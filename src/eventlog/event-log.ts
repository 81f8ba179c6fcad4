import type { PackedEvents } from "./encoding/event-page.ts";
import type {
  Actor,
  CommandId,
  EpochMs,
  Hash,
  Head,
  NewEvent,
  Position,
  RecordedEvent,
  StreamName,
  StreamVersion,
} from "./envelope.ts";
import type { EventFilter } from "./event-filter.ts";
import type { CommandRecord, Refusal } from "./records.ts";
import type { ReplicaSource } from "./replication/replica-batch.ts";

/** A stream and the version its writer has seen; `NO_STREAM` means it must not exist yet. */
export interface StreamExpectation {
  readonly stream: StreamName;
  readonly version: StreamVersion;
}

/** A command on its way into the log, with where it belongs in a conversation. */
export interface Attempt {
  readonly command: CommandRecord;
  readonly occurredAt: EpochMs;
  /** The command's own id when left out: it begins a conversation. */
  readonly correlationId?: string;
  /** The command's own id when left out: nobody caused it but a person. */
  readonly causationId?: string;
  /** Which of the commands it is that the same message caused, counted from 1. */
  readonly causationOrdinal?: number;
  readonly actor?: Actor;
  /**
   * A command that must have been accepted before this one, since this one was decided on what it
   * would leave: versions alone cannot tell its events from those that somebody else wrote in their
   * place.
   */
  readonly after?: CommandId;
  /** Says that the command's id was made for this attempt: whether it was refused before need not be looked up. */
  readonly hasFreshId?: boolean;
}

/** An accepted command: its events, in order, and what it relied on. A stream not named is written at any version. */
export interface AcceptedAttempt extends Attempt {
  readonly events: readonly [NewEvent, ...NewEvent[]];
  readonly expected: readonly StreamExpectation[];
}

/**
 * A refused command, and what it relied on. Where that has moved, the refusal was decided on an
 * older state.
 */
export interface RefusedAttempt extends Attempt {
  readonly refusal: Refusal;
  readonly expected?: readonly StreamExpectation[];
}

/** What the log answered to a command, now or the first time (`repeated`). */
export type Outcome =
  | {
      readonly accepted: true;
      readonly repeated: boolean;
      readonly events: readonly RecordedEvent[];
    }
  | { readonly accepted: false; readonly repeated: boolean; readonly refusal: Refusal };

/** What became of a command, without its events or its reasons. */
export type Fate = "accepted" | "refused";

/** One line of the command journal. `command` is absent where only the events travelled here. */
export type JournalEntry = {
  readonly commandId: CommandId;
  readonly command?: CommandRecord;
  readonly recordedAt: EpochMs;
} & (
  | { readonly outcome: "accepted"; readonly positions: readonly Position[] }
  | { readonly outcome: "refused"; readonly after: Position; readonly refusal: Refusal }
);

/**
 * Which part of the journal to read: the commands whose first event stands at `from` to `to`, both included, and those
 * that were refused while the log ended there. The whole journal when left out.
 */
export interface JournalRange {
  readonly from?: Position;
  readonly to?: Position;
  /** Both kinds when left out. */
  readonly outcome?: "refused";
}

/** Positions to read, both ends included; the whole log when left out. */
export interface Range {
  readonly from?: Position;
  readonly to?: Position;
  /** Oldest first (`forwards`) when left out. */
  readonly direction?: "forwards" | "backwards";
  /** At most so many events, counted from where the reading begins. */
  readonly limit?: number;
  /** Only these events, found by an index. */
  readonly filter?: EventFilter;
}

/** Outcome of walking a chain: the head it reaches, or the last good event and the first that does not fit. */
export type ChainCheck =
  | { readonly ok: true; readonly head: Head }
  | {
      readonly ok: false;
      readonly head: Head;
      readonly firstBad: Position;
      readonly reason: string;
    };

/** How a verification is watched and broken off. */
export interface VerifyOptions {
  /** Told how many of the log's events have been checked. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Why a log's storage is lost: deleted or upgraded by another tab, or closed by the browser. */
export type LossReason = "deleted" | "upgraded" | "closed";

/** Called once the storage is lost. */
export type OnLost = (reason: LossReason) => void;

/**
 * Told up to which position the log now reaches. The newest events come along where this handle
 * wrote them and they are few; all others are to be read. The writer's answer waits for a promise
 * that is returned.
 */
export type AppendListener = (upTo: Position, written?: readonly RecordedEvent[]) => unknown;

/** Told that the journal holds one more refused command. The command itself is to be read. */
export type RefusalListener = () => void;

/**
 * The event log: one ordered, append-only sequence of events and the journal of the commands behind it.
 * It knows neither deciders nor views. Every promise here holds across all tabs that have the log open.
 */
export interface EventLog {
  /** The last position and its hash. */
  head(): Promise<Head>;

  /**
   * Appends a command's events, the versions of their streams and the command's record: all or
   * nothing. Resolves once they are durable and every follower of this handle has them. A known
   * command id answers as the first time and writes nothing. What the caller changes in its objects
   * after the call never reaches the log.
   * @throws ValidationError, with its path, where a part is missing or is no value of JSON. Nothing
   * was written.
   * @throws ConcurrencyError when a stream does not stand at the expected version.
   * @throws PredecessorError when the command it comes after was not accepted.
   * @throws CommandIdReusedError when the id was used for another command.
   * @throws StorageError when the storage failed; nothing was written.
   */
  append(attempt: AcceptedAttempt): Promise<Outcome>;

  /** Learns what a writer must know of the log, so that the first append of a long one does not wait for it. */
  warmUp(): Promise<void>;

  /** Remembers a refused command in the journal. Answers and throws like `append`; events are never touched. */
  refuse(attempt: RefusedAttempt): Promise<Outcome>;

  /**
   * The first answer to a command, if the log has seen it.
   * @throws CommandIdReusedError when a digest is named and the id was used for a command of
   * another one.
   */
  find(commandId: CommandId, digest?: Hash): Promise<Outcome | undefined>;

  /** What became of commands, by their order; undefined for those that the log has not seen. Quick for many at once. */
  fates(commandIds: readonly CommandId[]): Promise<readonly (Fate | undefined)[]>;

  /**
   * Events in order of position, or in reverse.
   * @throws ValidationError when the range has a part that means nothing.
   * @throws CorruptLogError when a stored record is no commit any more.
   */
  read(range?: Range): Promise<RecordedEvent[]>;

  /**
   * The same events as bytes, for readers that have many to read: pages without gap that cover `from` to `to`. The first
   * may begin before, the last may end after.
   */
  readPages(from: Position, to: Position): Promise<readonly PackedEvents[]>;

  /** The last version of one stream; `NO_STREAM` when it does not exist. */
  versionOf(stream: StreamName): Promise<StreamVersion>;

  /** The commands the log has seen, in order. */
  journal(range?: JournalRange): Promise<JournalEntry[]>;

  /**
   * Takes over what another replica of this log recorded: all batches or nothing, as they are. No other append comes in
   * between. A refused command that is known here keeps its first answer.
   * @throws ReplicationError when they do not continue the head without gap or do not match their hashes.
   * @throws whatever the source throws, as it is.
   */
  replicate(source: ReplicaSource): Promise<Head>;

  /**
   * Reads the whole log from the storage, hashes it again, and holds what is kept beside the events against them.
   * @throws the signal's reason when it is broken off.
   */
  verify(options?: VerifyOptions): Promise<ChainCheck>;

  /** Tells `listener` the head's position after anything was appended, by this tab or another. */
  onAppend(listener: AppendListener): () => void;

  /** Tells `listener` after a command was refused and remembered, by this tab or another. */
  onRefusal(listener: RefusalListener): () => void;

  /** Lets go of the storage. */
  close(): void;
}
