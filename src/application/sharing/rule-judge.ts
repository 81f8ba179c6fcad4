import type { BookStates } from "../../domain/aggregate.ts";
import { readEvent } from "../../domain/events.ts";
import { createRuleChecker, type RuleChecker } from "../../domain/invariants/event-validator.ts";
import { headOf } from "../../eventlog/chain/commit.ts";
import { type Head, isSameHead, type Position } from "../../eventlog/envelope.ts";
import type { Commit } from "../../eventlog/records.ts";
import type { Judge } from "../../eventlog/replication/admission-policy.ts";

/** Commits that are judged on top of one book before the next one is asked for: what they changed is kept until then. */
const MOST = 4_096;

/**
 * Makes a judge that holds commits against the rules.
 * @param bookAt the book as it stood with the log's end. `stood` are the commits that came to stand since it was last asked for.
 */
export function createJudge(
  bookAt: (base: Head, stood: readonly Commit[]) => Promise<BookStates>,
): Judge {
  let rules: RuleChecker | undefined;
  let begin: Head | undefined;
  // What was judged since then, and where the log ends if all of it came to stand.
  let judged: Commit[] = [];
  let end: Head | undefined;

  const stoodUpTo = (base: Head): readonly Commit[] => {
    if (!begin || isSameHead(begin, base)) return [];
    return judged.slice(0, 1 + judged.findIndex((commit) => headOf(commit).hash === base.hash));
  };

  return async (commits, base) => {
    if (!rules || !end || !isSameHead(end, base) || judged.length >= MOST) {
      rules = createRuleChecker(await bookAt(base, stoodUpTo(base)));
      begin = base;
      judged = [];
    }
    const sound = countSound(commits, rules);
    judged.push(...commits);
    // What broke a rule half way has left its first half with the rules: they are not asked again.
    end = sound === commits.length ? endOf(base, commits) : undefined;
    return sound;
  };
}

function countSound(commits: readonly Commit[], rules: RuleChecker): number {
  const broken = commits.findIndex((commit) => breaksRule(commit, rules));
  return broken < 0 ? commits.length : broken;
}

function breaksRule({ events }: Commit, rules: RuleChecker): boolean {
  const isBroken = events.some(
    (event) => readEvent(event).kind === "malformed" || rules.take(event) !== undefined,
  );
  return isBroken || rules.finish() !== undefined;
}

// Nobody has held the positions of these events against the log yet.
function endOf(base: Head, commits: readonly Commit[]): Head | undefined {
  const last = commits.at(-1);
  const count = commits.reduce((sum, { events }) => sum + events.length, 0);
  return last && { position: (base.position + count) as Position, hash: headOf(last).hash };
}
