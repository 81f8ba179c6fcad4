import { rooms } from "../i18n/screen-texts.ts";

/** Seconds up to which each of them is told. */
const EXACT = 10;
/** Seconds in a step of what is told beyond these, which so stays for a while. */
const STEP = 5;
/** Seconds from which on minutes are told. */
const MINUTES_FROM = 90;

/** How long something may still take, in plain words. */
export function describeTimeLeft(seconds: number): string {
  if (seconds <= EXACT) return rooms.transfer.seconds(seconds);
  return seconds < MINUTES_FROM
    ? rooms.transfer.seconds(Math.ceil(seconds / STEP) * STEP)
    : rooms.transfer.minutes(Math.round(seconds / 60));
}
