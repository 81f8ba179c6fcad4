import type { Book } from "../../domain/aggregate.ts";
import type { Command } from "../../domain/commands.ts";
import { decide } from "../../domain/decide.ts";
import { type DecidedEvent, schemaVersionOf } from "../../domain/events.ts";
import type { Rejection } from "../../domain/rejection.ts";
import type { StreamName } from "../../eventlog/envelope.ts";
import type { AcceptedAttempt, Attempt, RefusedAttempt } from "../../eventlog/event-log.ts";
import { bookOf, type History } from "../../read-model/read-model.ts";

/** What a command came to: what is to be appended, with what the decision rested on, or why not. */
export type Decided =
  | {
      readonly accepted: true;
      readonly attempt: AcceptedAttempt;
      readonly events: readonly DecidedEvent[];
    }
  | {
      readonly accepted: false;
      readonly rejection: Rejection;
      readonly attempt: RefusedAttempt;
    };

/** Decides a command on a book as it stands, or would stand. Writes nothing. */
export function decideOn(attempt: Attempt, command: Command, base: Book): Decided {
  // The version of every stream that the decider asked for must still hold at the append.
  const asked = new Set<StreamName>();
  const book: Book = {
    stateOf(aggregate, stream) {
      asked.add(stream);
      return base.stateOf(aggregate, stream);
    },
    versionOf(stream) {
      asked.add(stream);
      return base.versionOf(stream);
    },
    changedVersionOf(stream) {
      asked.add(stream);
      return base.changedVersionOf(stream);
    },
  };
  const decision = decide(command, book);
  const expected = [...asked].map((stream) => ({ stream, version: base.versionOf(stream) }));
  if (!decision.accepted) {
    const { rejection } = decision;
    return { ...decision, attempt: { ...attempt, refusal: { ...rejection }, expected } };
  }
  const events = decision.events.map(versioned) as [ReturnType<typeof versioned>];
  return { ...decision, attempt: { ...attempt, events, expected } };
}

/** Decides a command on all that a history knows. Writes nothing. */
export function decideNow(attempt: Attempt, command: Command, history: History): Decided {
  return decideOn(attempt, command, bookOf(history, history.head().position));
}

function versioned(event: DecidedEvent) {
  return { ...event, schemaVersion: schemaVersionOf(event) };
}
