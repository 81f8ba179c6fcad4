import { expect } from "vitest";
import type { Aggregate, Book, Decision } from "../../src/domain/aggregate.ts";
import type { Command } from "../../src/domain/commands.ts";
import { decide } from "../../src/domain/decide.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import type { RejectionCode } from "../../src/domain/rejection.ts";
import type { StreamName, StreamVersion } from "../../src/eventlog/envelope.ts";

/** A story of a decider: these events happened, this command comes, and then? */
export function given(...events: readonly DecidedEvent[]) {
  return {
    when(command: Command) {
      const decision = decide(command, bookOf(events));
      return {
        /** Accepted with exactly these events, in this order. */
        thenHappened(...wanted: readonly DecidedEvent[]): void {
          expect(decision).toEqual({ accepted: true, events: wanted });
        },
        /** Refused with this code, because of this field (`undefined`: of none). */
        thenRefused(code: RejectionCode, field?: string): string {
          expect(summaryOf(decision)).toEqual({ accepted: false, code, field });
          return decision.accepted ? "" : decision.rejection.message;
        },
      };
    },
  };
}

/** The state of a book in which these events happened. */
export function bookOf(events: readonly DecidedEvent[]): Book {
  return {
    stateOf: <State>({ initialState, evolve }: Aggregate<State>, stream: StreamName): State =>
      events.filter((event) => event.stream === stream).reduce(evolve, initialState),
    versionOf: (stream) => lengthOf(events, stream),
    changedVersionOf: (stream) => lengthOf(events, stream),
  };
}

function lengthOf(events: readonly DecidedEvent[], stream: StreamName): StreamVersion {
  return events.filter((event) => event.stream === stream).length as StreamVersion;
}

function summaryOf(decision: Decision) {
  if (decision.accepted) return decision;
  const { code, field } = decision.rejection;
  return { accepted: false, code, field };
}
