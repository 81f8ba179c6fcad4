import type { EpochMs } from "../../envelope.ts";
import type { Remembered } from "../../records.ts";
import type { Misdated } from "../../replication/shared-link.ts";

/** What is known of the recorded times in a shared log. */
export interface RecordedTimes {
  /**
   * Whether the log holds a record that was stored as soon as it was recorded. Records before the
   * first such one were copied from a log kept elsewhere, with their times.
   */
  readonly isLive: boolean;
  /** The newest commands whose recorded time is false. */
  readonly misdated: readonly Misdated[];
}

/** Before the first record. */
export const NO_TIMES: RecordedTimes = { isLive: false, misdated: [] };

/** Milliseconds by which a recorded time may differ from the engine's before it is marked. */
const APART = 5 * 60_000;

/** Marks that are kept, the newest ones: bounded, since a writer can cause any number. */
const MOST = { commands: 200, refusals: 50 };

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
  if (storedAt === undefined) return { isLive: true, misdated };
  const isHidden = Number.isNaN(storedAt);
  const ahead = recordedAt(record) - storedAt;
  if (Math.abs(ahead) <= APART) return { isLive: true, misdated };
  if (ahead < 0 && !isLive) return { isLive, misdated };
  const found = {
    commandId: commandIdOf(record),
    isRefusal: !("events" in record),
    storedAt: isHidden ? (0 as EpochMs) : storedAt,
  };
  const [refusals, commands] = [true, false].map((isRefusal) =>
    [...misdated, found].filter((one) => one.isRefusal === isRefusal),
  ) as [Misdated[], Misdated[]];
  const kept = [...commands.slice(-MOST.commands), ...refusals.slice(-MOST.refusals)];
  return { isLive, misdated: kept };
}

function recordedAt(record: Remembered): EpochMs {
  return "events" in record ? record.events[0].meta.recordedAt : record.recordedAt;
}

function commandIdOf(record: Remembered): Misdated["commandId"] {
  return "events" in record ? record.events[0].meta.commandId : record.command.id;
}
