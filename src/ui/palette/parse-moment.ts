import { type Chrono, GB as dayFirstEnglish, casual as english } from "chrono-node/en";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { readNumericDate, writesDayFirst } from "./parse-numeric-date.ts";

/** Languages whose words for dates can be read, besides English. */
const WORDS: Readonly<Record<string, () => Promise<{ readonly casual: Chrono }>>> = {
  de: () => import("chrono-node/de"),
  es: () => import("chrono-node/es"),
  fr: () => import("chrono-node/fr"),
  it: () => import("chrono-node/it"),
  nl: () => import("chrono-node/nl"),
  pt: () => import("chrono-node/pt"),
};

/** What reads dates in words of the person's own language, where it is fetched. */
const readers: Chrono[] = [];

/** Fetches the words of a locale's language, once. Without them, and in any other language, English is read. */
export async function fetchDateWords(locale: string): Promise<void> {
  const fetch = WORDS[locale.slice(0, 2).toLowerCase()];
  if (!fetch) return;
  const { casual } = await fetch();
  if (!readers.includes(casual)) readers.unshift(casual);
}

/**
 * The moment that a text means, in the person's own zone: “last Friday 14:00”, “3 May 1997”, “1997-05-03”, “two weeks ago”, or
 * a date in figures as the locale writes it. A day without an hour means its end, and a month
 * without a day, so that what happened in it is seen. Where a text leaves the year or the day open,
 * the past is meant: “Friday” is the last one.
 * @param now what “last Friday” counts from, epoch milliseconds.
 * @param locale whose order of day and month is read, as a BCP 47 tag.
 * @returns undefined where nothing of the kind is meant, or a year is typed half.
 */
export function readMoment(text: string, now: EpochMs, locale: string): EpochMs | undefined {
  const typed = text.trim();
  if (typed.length > MAX_LENGTH) return undefined;
  const numeric = readNumericDate(typed, now, locale);
  if (numeric !== "not-figures") return numeric;
  const inEnglish = writesDayFirst(locale) ? dayFirstEnglish : english;
  for (const reader of [...readers, inEnglish]) {
    const moment = readWords(reader, typed, now);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** Characters of the longest text that may be a date in words: reading them takes its square. */
const MAX_LENGTH = 60;

function readWords(reader: Chrono, text: string, now: EpochMs): EpochMs | undefined {
  const found = [
    ...reader.parse(text, new Date(now)),
    ...leapDay(reader, text, now),
    ...monthOfYear(reader, text, now),
  ].find((one) => one.text.trim() === text || one.text.trim() === `1 ${text}`);
  // A number alone, or a word among others, is no date.
  if (!found || /^[#\d\s]*$/.test(text)) return undefined;
  const { start } = found;
  if (hasHalfYear(text, start) || endsInHalf(text, start)) return undefined;
  const moment = start.date();
  const span = found.text.trim() === text ? spanOf(start) : "month";
  if (beginningOf(span, moment).getTime() > now && !NEXT.test(text)) goBack(moment, start);
  return endOf(span, moment).getTime() as EpochMs;
}

type Found = ReturnType<Chrono["parse"]>[number];
type Start = Found["start"];

/** How long that is which a text names. */
type Span = "moment" | "day" | "month";

function spanOf(start: Start): Span {
  if (start.isCertain("hour")) return "moment";
  if (start.isCertain("day") || start.isCertain("weekday")) return "day";
  return start.isCertain("month") ? "month" : "moment";
}

function beginningOf(span: Span, moment: Date): Date {
  const begin = new Date(moment);
  if (span === "month") begin.setDate(1);
  if (span !== "moment") begin.setHours(0, 0, 0, 0);
  return begin;
}

function endOf(span: Span, moment: Date): Date {
  const end = new Date(moment);
  // Day 0 is the last one of the month before.
  if (span === "month") end.setMonth(end.getMonth() + 1, 0);
  if (span !== "moment") end.setHours(23, 59, 59, 999);
  return end;
}

// A day that this year does not have is read in the last year that has it.
function leapDay(reader: Chrono, text: string, now: EpochMs): Found[] {
  const leapYear = new Date(now).getFullYear() & ~3;
  return reader.parse(text, new Date(leapYear, 2, 1)).filter(({ start }) => {
    const isLeapDay = start.get("month") === 2 && start.get("day") === 29;
    return isLeapDay && !start.isCertain("year");
  });
}

// Not every language's words are read without a day: “mai 1997”.
function monthOfYear(reader: Chrono, text: string, now: EpochMs): Found[] {
  if (!/^\D+\d{4}$/.test(text)) return [];
  return reader
    .parse(`1 ${text}`, new Date(now))
    .filter(({ start }) => start.get("day") === 1 && start.isCertain("year"));
}

/** Words that mean the future though they name no day. */
const NEXT =
  /\b(next|nächste[rnms]?|kommende[rnms]?|prochaine?|próxim[oa]|prossim[oa]|volgende)\b/i;

function goBack(moment: Date, start: Start): void {
  if (start.isCertain("year")) return;
  if (start.isCertain("month")) goBackYears(moment);
  else if (start.isCertain("weekday")) moment.setDate(moment.getDate() - 7);
  else if (!start.isCertain("day") && start.isCertain("hour")) moment.setDate(moment.getDate() - 1);
}

// To the last year that has such a day, as not each one has a 29 February.
function goBackYears(moment: Date): void {
  const day = moment.getDate();
  for (let years = 1; years <= LEAP; years += 1) {
    const before = new Date(moment);
    before.setFullYear(moment.getFullYear() - years);
    if (before.getDate() !== day) continue;
    moment.setTime(before.getTime());
    return;
  }
}

/** Years that may pass without a 29 February. */
const LEAP = 8;

// “3 May 19” is on its way to 1997, or to 2019: nobody knows before it is typed.
function hasHalfYear(text: string, start: Start): boolean {
  const year = start.get("year");
  if (!start.isCertain("year") || year === null) return false;
  if (year < 1_000 || year > 9_999) return true;
  const numbers: readonly string[] = text.match(/\d+/g) ?? [];
  const day = String(start.get("day"));
  return (
    !text.includes(String(year)) &&
    numbers.some((number) => Number(number) === year % 100) &&
    numbers.some((number) => Number(number) === Number(day)) &&
    numbers.length > 1
  );
}

/** Words that make an hour of a number. */
const AT = ["at", "um", "om", "à", "às", "alle", "las"];

/** A number at the end of a text that no sign or word makes an hour. */
function bareEnd(text: string): string | undefined {
  const last = text.match(/\d+/g)?.at(-1);
  if (last === undefined || !text.endsWith(last)) return undefined;
  const before = text.slice(0, -last.length).trimEnd().toLowerCase();
  const isHour = /[:.h]$/.test(before) || AT.includes(before.split(/\s/).at(-1) ?? "");
  return isHour ? undefined : last;
}

// A number at the end is a whole year, or the only number and the day of a month. Else more is to
// come: some languages take it for an hour meanwhile, as in “3 mai 19”.
function endsInHalf(text: string, start: Start): boolean {
  const last = bareEnd(text);
  if (last === undefined) return false;
  if (last.length === 4 && Number(last) === start.get("year")) return false;
  const isDay = start.isCertain("day") && Number(last) === start.get("day");
  return !isDay || (text.match(/\d+/g) ?? []).length > 1;
}
