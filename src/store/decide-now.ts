import type { Book } from "../domain/aggregate.ts";
import type { Command } from "../domain/commands.ts";
import { decide } from "../domain/decide.ts";
import { type DecidedEvent, schemaVersionOf } from "../domain/events.ts";
import type { Rejection } from "../domain/rejection.ts";
import type { StreamName } from "../eventlog/envelope.ts";
import type { AcceptedAttempt, Attempt } from "../eventlog/event-log.ts";
import type { History } from "../views/history.ts";

/** What a command came to: what is to be appended, with what the decision rested on, or why not. */
export type Decided =
  | { readonly accepted: true; readonly attempt: AcceptedAttempt }
  | { readonly accepted: false; readonly rejection: Rejection };

/** Decides a command on all that a history knows. Writes nothing. */
export function decideNow(attempt: Attempt, command: Command, history: History): Decided {
  const at = history.head().position;
  // The version of every stream that the decider asked for must still hold at the append.
  const asked = new Set<StreamName>();
  const book: Book = {
    stateOf(aggregate, stream) {
      asked.add(stream);
      return history.stateOf(aggregate, stream, at);
    },
    versionOf(stream) {
      asked.add(stream);
      return history.versionOf(stream, at);
    },
  };
  const decision = decide(command, book);
  if (!decision.accepted) return decision;
  const events = decision.events.map(versioned) as [ReturnType<typeof versioned>];
  const expected = [...asked].map((stream) => ({ stream, version: history.versionOf(stream, at) }));
  return { accepted: true, attempt: { ...attempt, events, expected } };
}

function versioned(event: DecidedEvent) {
  return { ...event, schemaVersion: schemaVersionOf(event.type) };
}
