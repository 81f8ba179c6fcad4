import type { EpochMs } from "../../../eventlog/envelope.ts";
import type { CellReading } from "./cell-reading.ts";
import { hasTime } from "./read-date.ts";

type DateReader = (cell: string) => CellReading<EpochMs>;

const DAY_MS = 86_400_000;

/**
 * A moment whose day stands in one cell and whose time of day in another: `10:15`, `10:15 PM`,
 * `1015`, or the part of the day that has passed, as spreadsheets count it. It is the day alone
 * where the other cell says no time.
 */
export function readMoment(day: string, time: string, readDate: DateReader): CellReading<EpochMs> {
  if (time === "" || hasTime(day)) return readDate(day);
  const joined = readDate(`${day} ${time}`);
  if ("value" in joined) return joined;
  const date = readDate(day);
  const passed = msOfDay(time, readDate);
  if ("problem" in date || passed === undefined) return date;
  const midnight = new Date(date.value).setHours(0, 0, 0, 0);
  return { value: new Date(midnight).setMilliseconds(passed) as EpochMs };
}

/** Milliseconds of a day without a change of clocks that have passed by a time of day. */
function msOfDay(time: string, readDate: DateReader): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3])([0-5]\d)$/.exec(time) ?? [];
  if (hours !== undefined) return (Number(hours) * 60 + Number(minutes)) * 60_000;
  if (/^0?[.,]\d{1,15}$/.test(time)) return Math.round(Number(time.replace(",", ".")) * DAY_MS);
  const read = readDate(`2000-01-01 ${time}`);
  if ("problem" in read) return undefined;
  return read.value - new Date(2000, 0, 1).getTime();
}
