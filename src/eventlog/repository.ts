import {
  type EpochMs,
  type NewEvent,
  NO_STREAM,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "./envelope.ts";
import { isConcurrencyError, RejectionError } from "./errors.ts";
import type { EventLog } from "./event-log.ts";
import type { CommandRecord, Refusal } from "./records.ts";

/** What happened, as a decider sees it: before or after the log gave it a place. */
export type DomainEvent = Pick<NewEvent, "type" | "schemaVersion" | "data">;

/** Rules and state of one kind of aggregate. Both functions are pure; `decide` answers with events or a refusal. */
export interface Decider<State, Command> {
  readonly initialState: State;
  evolve(state: State, event: DomainEvent): State;
  decide(command: Command, state: State): readonly DomainEvent[] | Refusal;
}

/** An aggregate as it was loaded: its state, and the version that a save relies on. */
export interface Loaded<State> {
  readonly stream: StreamName;
  readonly state: State;
  readonly version: StreamVersion;
}

/** Aggregates by stream, for those who think in them. Everything goes through the same log as everything else. */
export interface Repository<State, Command> {
  /** The aggregate of a stream; in its initial state, at version 0, when the stream does not exist. */
  load(stream: StreamName): Promise<Loaded<State>>;
  /**
   * Appends an aggregate's new events on the version it was loaded at.
   * @throws ConcurrencyError when the stream has moved since. Nothing was written.
   */
  save(
    loaded: Loaded<State>,
    events: readonly DomainEvent[],
    command: CommandRecord,
  ): Promise<Loaded<State>>;
  /**
   * Loads, decides and saves; where another writer was faster, decides again. The refusal stands in the journal.
   * @throws RejectionError when the rules refuse the command.
   * @throws ConcurrencyError when others were faster again and again.
   */
  handle(stream: StreamName, command: Command, record: CommandRecord): Promise<Loaded<State>>;
}

/** How often a command is decided again when another writer was faster. */
const TRIES = 8;

/** Makes a repository of one kind of aggregate over any log. */
export function createRepository<State, Command>(
  log: EventLog,
  decider: Decider<State, Command>,
  now: () => EpochMs,
): Repository<State, Command> {
  const fold = (state: State, events: readonly DomainEvent[]): State =>
    events.reduce(decider.evolve, state);

  const load = async (stream: StreamName): Promise<Loaded<State>> => {
    const events = await log.read({ filter: { streams: [stream] } });
    const version = events.at(-1)?.version ?? NO_STREAM;
    return { stream, version, state: fold(decider.initialState, events) };
  };

  const save: Repository<State, Command>["save"] = async (loaded, events, command) => {
    const { stream, version } = loaded;
    const [first, ...more] = events.map((event) => ({ ...event, stream }));
    if (!first) return loaded;
    const outcome = await log.append({
      command,
      occurredAt: now(),
      events: [first, ...more],
      expected: [{ stream, version }],
    });
    // A command that came before is answered as it was then: what it left behind is in the log.
    if (!outcome.accepted || outcome.repeated) return load(stream);
    const last = outcome.events.at(-1) as RecordedEvent;
    return { stream, version: last.version, state: fold(loaded.state, events) };
  };

  const tryOnce = async (stream: StreamName, command: Command, record: CommandRecord) => {
    const loaded = await load(stream);
    const decision = decider.decide(command, loaded.state);
    if (!("code" in decision)) return save(loaded, decision, record);
    await log.refuse({ command: record, occurredAt: now(), refusal: decision });
    throw new RejectionError(decision.code, decision.message);
  };

  return {
    load,
    save,
    async handle(stream, command, record) {
      const known = await log.find(record.id);
      if (known?.accepted) return load(stream);
      if (known) throw new RejectionError(known.refusal.code, known.refusal.message);
      for (let tries = 1; ; tries += 1) {
        try {
          return await tryOnce(stream, command, record);
        } catch (error) {
          if (!isConcurrencyError(error) || tries === TRIES) throw error;
        }
      }
    },
  };
}
