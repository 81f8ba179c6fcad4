import { knownEvent } from "../../domain/events.ts";
import { type BookFold, foldOver } from "../../domain/state-overlay.ts";
import type { Follower } from "../../eventlog/consumers/subscription.ts";
import type { RecordedEvent } from "../../eventlog/envelope.ts";
import type { Admission } from "../../eventlog/replication/admission-policy.ts";
import { bookOf, type History } from "../../read-model/read-model.ts";
import { createJudge } from "./rule-judge.ts";

/**
 * The rules of a book, as every copy of a shared one keeps them for what others wrote: a command's events are of the shapes that
 * their types allow, in streams of their kind, break no rule of the book as it stood before them, and leave nothing half done.
 * Otherwise the whole command is void, on every copy alike.
 *
 * An event of a type that this version does not know, or of a newer schema version, is admitted, kept and shown as unknown: it was
 * written by a newer version of this app, which knew what it did. That has limits. Where somebody breaks with a program of their
 * own a rule that only the newer version knows, the newer one leaves out what the older one takes in, and from then on each leaves
 * out what the other writes; both are right by their own rules, and only the list of who is here tells that their copies differ. So
 * a type or version comes with all of its rules at once: a rule of one that is out may never be made stricter or looser, only that
 * of a new schema version may. Whether two usernames are the same follows the Unicode of the browser, which
 * never changes its mind about a character, and may not know the newest ones.
 */
export function createBookAdmission(
  history: Pick<History, "stateOf" | "versionOf" | "changedVersionOf">,
  follower: Pick<Follower, "catchUp">,
): Admission {
  return {
    judge: createJudge(async ({ position }) => {
      await follower.catchUp(position);
      return bookOf(history, position);
    }),
    judgeAnew() {
      const states = foldOver({ stateOf: ({ initialState }) => initialState });
      return createJudge(async (_, stood) => {
        for (const event of stood.flatMap(({ events }) => events)) addKnown(states, event);
        return states;
      });
    },
  };
}

function addKnown(states: BookFold, recorded: RecordedEvent): void {
  const event = knownEvent(recorded);
  if (event) states.add(event, recorded.stream);
}
