import type { StreamName, StreamVersion } from "../eventlog/envelope.ts";
import type { BookEvent, DecidedEvent } from "./events.ts";
import type { Rejection } from "./rejection.ts";

/** The state of one stream as a fold of its events: a value that JSON can say. `evolve` is pure and total. */
export interface Aggregate<State> {
  readonly initialState: State;
  evolve(state: State, event: BookEvent): State;
}

/** The states of a book's streams, all as of one position. */
export interface BookStates {
  stateOf<State>(aggregate: Aggregate<State>, stream: StreamName): State;
}

/** What deciders may ask, all as of one position. Whatever stream was asked for is relied upon. */
export interface Book extends BookStates {
  /** The stream's version; `NO_STREAM` when it does not exist. */
  versionOf(stream: StreamName): StreamVersion;
  /**
   * The version of its last event that this release knows. Events behind it, as of a newer release
   * or of another program, changed nothing that can be seen here.
   */
  changedVersionOf(stream: StreamName): StreamVersion;
}

/** What a command comes to: events in order, or a named refusal. */
export type Decision =
  | { readonly accepted: true; readonly events: readonly [DecidedEvent, ...DecidedEvent[]] }
  | { readonly accepted: false; readonly rejection: Rejection };

/** The command is accepted and these events happened. */
export function accept(...events: [DecidedEvent, ...DecidedEvent[]]): Decision {
  return { accepted: true, events };
}

/** The command is refused. */
export function refuse(rejection: Rejection): Decision {
  return { accepted: false, rejection };
}
