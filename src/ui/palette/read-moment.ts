import { casual } from "chrono-node/en";
import type { EpochMs } from "../../eventlog/envelope.ts";

/**
 * The moment that a text means, in the person's own zone: “last Friday 14:00”, “3 May 1997”, “1997-05-03”, “two weeks ago”. A
 * day without an hour means its end, so that what happened on it is seen.
 * @param now what “last Friday” counts from, epoch milliseconds.
 * @returns undefined where nothing of the kind is meant.
 */
export function readMoment(text: string, now: EpochMs): EpochMs | undefined {
  const [found] = casual.parse(text, new Date(now));
  // A number alone, or a word among others, is no date.
  if (!found || found.text.trim() !== text.trim() || /^[#\d\s]*$/.test(text)) return undefined;
  const { start } = found;
  const moment = start.date();
  if (!start.isCertain("hour") && start.isCertain("day")) moment.setHours(23, 59, 59, 999);
  return moment.getTime() as EpochMs;
}
