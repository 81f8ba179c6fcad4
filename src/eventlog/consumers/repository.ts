import {
  type EpochMs,
  type NewEvent,
  NO_STREAM,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../envelope.ts";
import { CommandIdReusedError, isConcurrencyError, RejectionError } from "../errors.ts";
import type { EventLog, Outcome } from "../event-log.ts";
import type { CommandRecord, Refusal } from "../records.ts";
import { fault, takeFunction, takeText } from "../validation/check-fields.ts";
import { takeCommand } from "../validation/check-submission.ts";

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
   * Appends an aggregate's new events on the version it was loaded at. A command that was saved
   * before is answered with what its stream is now. Without any event nothing is written, and the
   * command's id stays free.
   * @throws ConcurrencyError when the stream has moved since. Nothing was written.
   * @throws CommandIdReusedError when the id was used for a command of other content, or on another
   * stream.
   * @throws RejectionError when the command was refused before.
   */
  save(
    loaded: Loaded<State>,
    events: readonly DomainEvent[],
    command: CommandRecord,
  ): Promise<Loaded<State>>;
  /**
   * Loads, decides and saves; where another writer was faster, decides again. Those who wait for
   * one stream of this log are taken one after the other. The refusal stands in the journal.
   * @throws RejectionError when the rules refuse the command, or refused it before.
   * @throws CommandIdReusedError when the id was used for a command of other content, or on another
   * stream.
   * @throws ConcurrencyError when writers elsewhere were faster in each of many tries.
   */
  handle(stream: StreamName, command: Command, record: CommandRecord): Promise<Loaded<State>>;
}

/**
 * How often a command is decided again when writers elsewhere were faster: each time, one of these
 * came through, so as many writers as this may meet at one stream.
 */
const MAX_TRIES = 256;

/** Makes a repository of one kind of aggregate over any log. */
export function createRepository<State, Command>(
  log: EventLog,
  decider: Decider<State, Command>,
  now: () => EpochMs,
): Repository<State, Command> {
  takeFunction(log?.append, "log.append");
  takeFunction(decider?.evolve, "decider.evolve");
  takeFunction(decider?.decide, "decider.decide");
  takeFunction(now, "now");
  const inTurn = turnsOf(log);
  const fold = (state: State, events: readonly DomainEvent[]): State =>
    events.reduce((before, event) => {
      const next = decider.evolve(before, event);
      if (next !== undefined && !(next instanceof Promise)) return next;
      throw fault("decider.evolve", "return the next state at once, for every event");
    }, state);

  const load = async (stream: StreamName): Promise<Loaded<State>> => {
    const events = await log.read({ filter: { streams: [stream] } });
    const version = events.at(-1)?.version ?? NO_STREAM;
    return { stream, version, state: fold(decider.initialState, events) };
  };

  /** The answer to a command that came before: what it left behind is in the log. */
  const answerAgain = async (
    stream: StreamName,
    { id }: CommandRecord,
    outcome: Outcome,
  ): Promise<Loaded<State>> => {
    if (!outcome.accepted) throw rejectionOf(outcome.refusal);
    if (outcome.events.some((event) => event.stream !== stream)) throw new CommandIdReusedError(id);
    return load(stream);
  };

  const save: Repository<State, Command>["save"] = async (loaded, events, record) => {
    const command = takeCommand(record);
    takeText(loaded?.stream, "loaded.stream");
    const { stream, version } = loaded;
    if (!Array.isArray(events)) throw fault("events", "hand over a list");
    const [first, ...more] = events.map((event) => ({ ...event, stream }));
    if (!first) return loaded;
    const outcome = await log.append({
      command,
      occurredAt: now(),
      events: [first, ...more],
      expected: [{ stream, version }],
    });
    if (!outcome.accepted || outcome.repeated) return answerAgain(stream, command, outcome);
    const last = outcome.events.at(-1) as RecordedEvent;
    return { stream, version: last.version, state: fold(loaded.state, outcome.events) };
  };

  const decide = (command: Command, state: State): readonly DomainEvent[] | Refusal => {
    const decision: unknown = decider.decide(command, state);
    const isDecision =
      Array.isArray(decision) ||
      (typeof decision === "object" && decision !== null && "code" in decision);
    if (isDecision) return decision as readonly DomainEvent[] | Refusal;
    throw fault("decider.decide", "answer at once, with a list of events or with {code, message}");
  };

  const tryOnce = async (stream: StreamName, command: Command, record: CommandRecord) => {
    const known = await log.find(record.id, record.digest);
    if (known) return answerAgain(stream, record, known);
    const loaded = await load(stream);
    const decision = decide(command, loaded.state);
    if (!("code" in decision)) return save(loaded, decision, record);
    const { version } = loaded;
    const expected = [{ stream, version }];
    const refused = { command: record, occurredAt: now(), refusal: decision, expected };
    return answerAgain(stream, record, await log.refuse(refused));
  };

  const handle: Repository<State, Command>["handle"] = async (stream, command, record) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await tryOnce(stream, command, record);
      } catch (error) {
        if (!isConcurrencyError(error) || tries === MAX_TRIES) throw error;
      }
    }
  };

  return {
    load,
    save,
    async handle(stream, command, record) {
      const taken = takeCommand(record);
      return inTurn(stream, () => handle(stream, command, taken));
    },
  };
}

function rejectionOf({ code, message }: Refusal): RejectionError {
  return new RejectionError(code, message);
}

type InTurn = <Result>(stream: StreamName, work: () => Promise<Result>) => Promise<Result>;

const TURNS = new WeakMap<EventLog, InTurn>();

/** Runs work on one stream one after the other, over all repositories of one handle on a log. */
function turnsOf(log: EventLog): InTurn {
  const inTurn = TURNS.get(log) ?? createStreamTurns();
  TURNS.set(log, inTurn);
  return inTurn;
}

function createStreamTurns(): InTurn {
  const last = new Map<StreamName, Promise<unknown>>();
  return (stream, work) => {
    const run = (last.get(stream) ?? Promise.resolve()).then(work);
    // What fails is told to its own caller, and stops nobody else.
    const end = run.catch(() => {});
    last.set(stream, end);
    end.then(() => {
      if (last.get(stream) === end) last.delete(stream);
    });
    return run;
  };
}
