import type { EpochMs } from "../../eventlog/envelope.ts";

const DAY_MS = 86_400_000;
/** Clocks differ, and so do time zones: a day ahead is no mistake yet. */
const MOST_AHEAD_MS = DAY_MS;
/** Histories that are brought in reach back for decades, but hardly for longer than this. */
const MOST_BEHIND_MS = 50 * 365.25 * DAY_MS;

/**
 * Whether a moment lies so far ahead of today, or behind it, that its date is probably a mistake.
 */
export function farFromToday(time: EpochMs, now: EpochMs): "ahead" | "behind" | undefined {
  if (time - now > MOST_AHEAD_MS) return "ahead";
  return now - time > MOST_BEHIND_MS ? "behind" : undefined;
}
