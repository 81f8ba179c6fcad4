import type { EpochMs } from "../envelope.ts";
import type { Remembered } from "../records.ts";
import type { Misdated } from "../shared-link.ts";

/** What is known of the recorded times in a shared log. */
export interface RecordedTimes {
  /**
   * Whether something stands in it that was recorded when it was stored. What comes before that is
   * a log that was kept elsewhere, and brought there with its times.
   */
  readonly isLive: boolean;
  /** The newest commands whose recorded time is false. */
  readonly misdated: readonly Misdated[];
}

/** Before the first record. */
export const NO_TIMES: RecordedTimes = { isLive: false, misdated: [] };

/** Milliseconds between two clocks that nobody is told of. */
const APART = 5 * 60_000;

/** Commands that are kept: a bound, so that nobody fills this device. */
const MOST = 200;

/**
 * Holds the recorded time of a command against the engine's.
 * @param storedAt when the engine stored it; undefined for what this device has just written, by a
 * clock that was set by the engine's.
 */
export function holdTime(
  { isLive, misdated }: RecordedTimes,
  record: Remembered,
  storedAt: EpochMs | undefined,
): RecordedTimes {
  const ahead = storedAt === undefined ? 0 : recordedAt(record) - storedAt;
  // A time that the engine does not tell is no reason to doubt another one.
  if (!(Math.abs(ahead) > APART) || storedAt === undefined) return { isLive: true, misdated };
  if (ahead < 0 && !isLive) return { isLive, misdated };
  const found = { commandId: commandIdOf(record), storedAt };
  return { isLive, misdated: [...misdated, found].slice(-MOST) };
}

function recordedAt(record: Remembered): EpochMs {
  return "events" in record ? record.events[0].meta.recordedAt : record.recordedAt;
}

function commandIdOf(record: Remembered): Misdated["commandId"] {
  return "events" in record ? record.events[0].meta.commandId : record.command.id;
}
