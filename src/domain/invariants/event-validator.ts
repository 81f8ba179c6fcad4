import type { CommandId, Position, RecordedEvent } from "../../eventlog/envelope.ts";
import type { BookStates } from "../aggregate.ts";
import { createUsernameStreams } from "../aggregates/username-stream.ts";
import { knownEvent } from "../events.ts";
import { type ClientId, clientIdOf } from "../ids.ts";
import { foldOver } from "../state-overlay.ts";
import { breachOf } from "./event-invariants.ts";

/**
 * Holds events that were recorded elsewhere against the rules, in order: a sentence says which rule is broken. Their data were
 * read by their schemas before.
 */
export interface RuleChecker {
  /** Takes the next event. One of a type that nobody here knows breaks no rule. */
  take(
    event: Pick<RecordedEvent, "position" | "type" | "schemaVersion" | "stream" | "data" | "meta">,
  ): string | undefined;
  /** Whether the last command is whole. */
  finish(): string | undefined;
}

/** Makes a checker for events that continue a book. */
export function createRuleChecker(base: BookStates): RuleChecker {
  const state = foldOver(base);
  const nameOf = createUsernameStreams();
  const unreserved = new Map<ClientId, Position>();
  let command: CommandId | undefined;

  const finish = () => {
    const [position] = unreserved.values();
    return position === undefined
      ? undefined
      : `the registration of event ${position} lacks its reservation: the file seems cut short`;
  };

  return {
    take(recorded) {
      if (recorded.meta.commandId !== command) {
        const unfinished = finish();
        if (unfinished) return unfinished;
        command = recorded.meta.commandId;
      }
      const event = knownEvent(recorded);
      if (!event) return undefined;
      const breach = breachOf(event, recorded.stream, state, nameOf);
      if (breach) return breach;
      state.add(event, recorded.stream);
      const registered = clientIdOf(recorded.stream);
      if (event.type === "ClientRegistered" && registered) {
        unreserved.set(registered, recorded.position);
      }
      if (event.type === "UsernameReserved") unreserved.delete(event.data.clientId);
      return undefined;
    },
    finish,
  };
}
