import type { EpochMs } from "../envelope.ts";

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** First and last instant that RFC 3339 can write: the years 0001 to 9999, in UTC. */
export const EARLIEST = Date.parse("0001-01-01T00:00:00.000Z") as EpochMs;
export const LATEST = Date.parse("9999-12-31T23:59:59.999Z") as EpochMs;

/** Reads a time written by RFC 3339, to the millisecond; `undefined` unless that instant exists. */
export function parseInstant(text: string): EpochMs | undefined {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  if (year === undefined) return undefined;
  const ms = Date.parse(text);
  // `Date` lets 30 February pass as 1 March.
  const days = new Date(Date.UTC(2000, Number(month), 0));
  days.setUTCFullYear(Number(year), Number(month), 0);
  if (Number(day) < 1 || Number(day) > days.getUTCDate()) return undefined;
  return ms >= EARLIEST && ms <= LATEST ? (ms as EpochMs) : undefined;
}

/**
 * Writes a time as `Date.toISOString` does. What is no time is written as the number that it is: a
 * book with it can still be exported.
 */
export function writeInstant(time: EpochMs): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}

const EXPORTED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Reads a time just as `Date.toISOString` writes it; `undefined` for any other text. */
export function parseIsoInstant(text: string): EpochMs | undefined {
  if (!EXPORTED.test(text)) return undefined;
  const year = digitsOf(text, 0, 4);
  const month = digitsOf(text, 5, 7);
  const day = digitsOf(text, 8, 10);
  const hour = digitsOf(text, 11, 13);
  const minute = digitsOf(text, 14, 16);
  const second = digitsOf(text, 17, 19);
  const isDay = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const minutes = (daysUntil(year, month, day) * 24 + hour) * 60 + minute;
  return ((minutes * 60 + second) * 1_000 + digitsOf(text, 20, 23)) as EpochMs;
}

function digitsOf(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

/** Days of a month, 1 to 12, in the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Days since 1 January 1970 in the Gregorian calendar, with years that begin in March: `days_from_civil` (Hinnant).
function daysUntil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

const LEAP_SECOND_MS = 1_000;

/**
 * Reads a time written by RFC 3339 as other programs may write it: also with small letters or a
 * blank, any fraction, and the leap second, which counts as the first one of the next day.
 * `undefined` unless that instant exists.
 */
export function parseTimestamp(text: string): EpochMs | undefined {
  const parts = TIMESTAMP.exec(text.toUpperCase().replace(/^(.{10}) /, "$1T"));
  if (!parts) return undefined;
  const [, minute = "", second = "", fraction = "", offset = ""] = parts;
  // Engines differ in how many digits they read.
  const milliseconds = fraction.slice(0, 4);
  if (second !== "60") return parseInstant(`${minute}:${second}${milliseconds}${offset}`);
  const before = parseInstant(`${minute}:59${milliseconds}${offset}`);
  const isLeap =
    before !== undefined && new Date(before).toISOString().slice(11, 19) === "23:59:59";
  return isLeap ? ((before + LEAP_SECOND_MS) as EpochMs) : undefined;
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
