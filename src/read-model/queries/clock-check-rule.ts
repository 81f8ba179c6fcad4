import type { EpochMs } from "../../eventlog/envelope.ts";

/** Clocks are set right by minutes; nobody need know. */
const MOST_BEHIND_MS = 300_000;
/** A book may lie untouched for a year. */
const MOST_AHEAD_MS = 366 * 86_400_000;

/**
 * Whether a device's clock is probably wrong: it stands before the newest change of a log, or far
 * ahead of it.
 */
export function clockDoubt(newest: EpochMs, now: EpochMs): "behind" | "ahead" | undefined {
  if (newest - now > MOST_BEHIND_MS) return "behind";
  return now - newest > MOST_AHEAD_MS ? "ahead" : undefined;
}
