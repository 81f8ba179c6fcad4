import type { ImportProgress } from "../../store/import-log.ts";
import { rooms } from "../texts/rooms.ts";

/** Milliseconds before speed and time left are worth telling: at first both are guesses. */
const FIRST_GUESS = 1_000;

/**
 * How an import goes on: what was read, how fast, and how long it may still take, judged by the bytes.
 * @param elapsed milliseconds since it began.
 */
export function describeImport({ done, total, read }: ImportProgress, elapsed: number): string {
  if (elapsed < FIRST_GUESS || done === 0) return rooms.transfer.read(read);
  const speed = Math.round((read / elapsed) * 1_000);
  const left = Math.ceil((((total - done) / done) * elapsed) / 1_000);
  return rooms.transfer.pace(read, speed, describeSeconds(left));
}

function describeSeconds(seconds: number): string {
  return seconds < 90
    ? rooms.transfer.seconds(seconds)
    : rooms.transfer.minutes(Math.round(seconds / 60));
}
