import type { ImportProgress, ImportReport } from "../../store/import-log.ts";
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

/** What an import did. */
export function describeOutcome(file: string, report: ImportReport): string {
  const { kind, read, added, known } = report;
  if (added > 0) return rooms.transfer.added(file, added, known);
  if (read === 0) return rooms.transfer.emptyList(file);
  return kind === "classic"
    ? rooms.transfer.nothingLeft(file, read)
    : rooms.transfer.nothingNew(file, known);
}

/** What an import would add, as a dry run has shown. */
export function describeAdditions(file: string, { added, known }: ImportReport): string {
  return rooms.transfer.wouldAdd(file, added, known);
}
