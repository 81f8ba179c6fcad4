import { reject } from "../domain/rejection.ts";
import { isConcurrencyError } from "../eventlog/errors.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import type { Follower } from "../eventlog/follower.ts";
import type { History } from "../views/history.ts";
import { type Carrier, toResult } from "./carrier.ts";
import { decideNow } from "./decide-now.ts";

/** A log, and who knows what it told. */
export interface FollowedLog {
  readonly log: EventLog;
  readonly history: History;
  readonly follower: Follower;
}

/** How often a command is decided again when another tab was faster. */
const TRIES = 8;

const BUSY = reject(
  "busy",
  "Others changed the same records at the same moment, again and again. Try once more.",
);

/** Makes the carrier of a book whose own log takes every command at once. */
export function createLogCarrier({ log, history, follower }: FollowedLog): Carrier {
  const refuse: Carrier["refuse"] = async (attempt, rejection) =>
    toResult(await log.refuse({ ...attempt, refusal: { ...rejection } }), rejection);

  return {
    refuse,
    async carry(attempt, command) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const decided = decideNow(attempt, command, history);
        if (!decided.accepted) return refuse(attempt, decided.rejection);
        try {
          return toResult(await log.append(decided.attempt));
        } catch (error) {
          if (!isConcurrencyError(error)) throw error;
          await follower.catchUp();
        }
      }
      return refuse(attempt, BUSY);
    },
  };
}
