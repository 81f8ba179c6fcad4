import type { Head } from "../envelope.ts";
import type { Commit } from "../records.ts";

/**
 * Tells how many of these commits, from the first one on, may stand in a log that ends with `base`: all of them, or the number
 * of those before the first that may not. Each is judged on what is true with all before it. Every replica must come to the
 * same answer, so nothing may count but the log itself.
 */
export type Judge = (commits: readonly Commit[], base: Head) => Promise<number>;

/** What a log must hold true, beyond what its chain tells: the kernel knows nothing of it. */
export interface Admission {
  /** Judges what comes in behind all that the replica has. */
  readonly judge: Judge;
  /** Makes a judge for the same log, folded from its first event on: it is asked about every commit, in order. */
  judgeAnew(): Judge;
}
