import type { EpochMs } from "../../eventlog/envelope.ts";
import { plainDigits } from "../../read-model/columns/normalize-text.ts";

type Part = "year" | "month" | "day";

const FIGURES =
  /^(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4})?)?\.?(?:[ ,T]+(?:at )?(\d{1,2})[:.]([0-5]\d)(?:[:.]([0-5]\d))?(?: ?([ap])\.?m\.?)?)?$/i;

/** ISO 8601 without a day: 2026-05. */
const MONTH = /^(\d{4})-(\d\d)$/;

function endOfMonth(year: number, month: number): EpochMs | undefined {
  const first = existing(year, month, 1);
  return first && ((first.setMonth(month) - 1) as EpochMs);
}

/** Years of the Thai calendar ahead of those of the Gregorian one. */
const BUDDHIST_AHEAD = 543;

/** Longest text that may be a date in figures. */
const LONGEST = 60;

/**
 * Reads a date in figures as a locale writes it: 3/5/2026 is the third of May in en-GB and the
 * fifth of March in en-US. Where that order gives no date the other one is taken, since only one
 * can be meant. A year comes in four figures or two; without one, or with two, the newest such day
 * before `now` is meant. A day without an hour means its end. Years of the Thai calendar are read
 * where the locale has it; dates of other calendars are not.
 *
 * @param now epoch milliseconds
 * @param locale a BCP 47 tag
 * @returns the moment; undefined for one that does not exist or has half a year; or that it is no date in figures
 */
export function readNumericDate(
  text: string,
  now: EpochMs,
  locale: string,
): EpochMs | "not-figures" | undefined {
  const month = text.length <= LONGEST ? MONTH.exec(plain(text)) : null;
  if (month) return endOfMonth(Number(month[1]), Number(month[2]));
  const found = text.length <= LONGEST ? FIGURES.exec(plain(text)) : null;
  if (!found) return "not-figures";
  const [, first = "", sign, second = "", third, hours, minute = "0", seconds = "0", half] = found;
  const hour = hourOf(hours, half);
  if (hour === "none") return undefined;
  // 12.50 and 10-12 are numbers as well: without a year, only the sign that the locale writes makes a date.
  if (third === undefined && !writesDaysWith(sign ?? "", locale)) return undefined;
  const orders = ordersFor([first, second, third], locale);
  for (const order of orders) {
    const figures = inGregorian(order, locale);
    const date = figures && dateOf(figures, now);
    if (!date) continue;
    if (hour === undefined) date.setHours(23, 59, 59, 999);
    else date.setHours(hour, Number(minute), Number(seconds), 0);
    return date.getTime() as EpochMs;
  }
  return undefined;
}

/**
 * With the digits 0 to 9 and the signs between them alone: “3. 5. 2026”, “2026年5月3日”, “3.05.2026
 * г.”, “٣/٥/٢٠٢٦”.
 */
function plain(text: string): string {
  return plainDigits(text)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/(\d)[年月]/g, "$1-")
    .replace(/(\d)日/g, "$1")
    .replace(/(\d)([./-]) +(?=\d)/g, "$1$2")
    .replace(/(\d{4})\.? ?[гр]\./, "$1");
}

function hourOf(hours: string | undefined, half: string | undefined): number | undefined | "none" {
  if (hours === undefined) return undefined;
  const hour = Number(hours);
  if (half === undefined) return hour < 24 ? hour : "none";
  if (hour < 1 || hour > 12) return "none";
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/**
 * Figures of a locale's own calendar in the Gregorian one; nothing where that takes more than
 * counting years.
 */
function inGregorian(figures: Figures, locale: string): Figures | undefined {
  const { calendar } = new Intl.DateTimeFormat(locale).resolvedOptions();
  if (calendar === "gregory") return figures;
  const year = Number(figures.year ?? 0);
  const isGregorian = year >= 1_900 && year < 2_200;
  if (isGregorian) return figures;
  if (calendar !== "buddhist" || figures.year?.length === 2) return undefined;
  return figures.year === undefined ? figures : { ...figures, year: String(year - BUDDHIST_AHEAD) };
}

type Figures = Readonly<Partial<Record<Part, string>>>;

function ordersFor(
  [first, second, third]: readonly [string, string, string | undefined],
  locale: string,
): readonly Figures[] {
  if (first.length > 2) {
    return third === undefined ? [] : [{ year: first, month: second, day: third }];
  }
  const dayFirst = { day: first, month: second, ...(third !== undefined && { year: third }) };
  const monthFirst = { month: first, day: second, ...(third !== undefined && { year: third }) };
  const yearLast = writesDayFirst(locale) ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  // With two figures each: 13/5/2 and 13/5/20 are on their way to 13/5/2026.
  const isYearFirst =
    orderOf(locale)[0] === "year" && third?.length === 2 && second.length + first.length === 4;
  return isYearFirst ? [{ year: first, month: second, day: third }, ...yearLast] : yearLast;
}

/** Whether a locale writes the day before the month. */
export function writesDayFirst(locale: string): boolean {
  const order = orderOf(locale);
  return order.indexOf("day") < order.indexOf("month");
}

function orderOf(locale: string): readonly Part[] {
  return partsOf(locale).flatMap(({ type }) => (isPart(type) ? [type] : []));
}

function dateOf({ year, month, day }: Figures, now: EpochMs): Date | undefined {
  if (year !== undefined && year.length !== 4 && year.length !== 2) return undefined;
  const today = new Date(now);
  const century = Math.floor(today.getFullYear() / 100) * 100;
  const wanted =
    year === undefined
      ? today.getFullYear()
      : year.length === 2
        ? century + Number(year)
        : Number(year);
  if (year?.length === 4) return existing(wanted, Number(month), Number(day));
  // The last 29 February may be eight years ago.
  const back = year === undefined ? [0, 1, 2, 3, 4, 5, 6, 7, 8] : [0, 100];
  const dates = back.map((years) => existing(wanted - years, Number(month), Number(day)));
  return dates.find((date) => date && date.getTime() <= now);
}

// `Date` lets 30 February pass as 1 March.
function existing(year: number, month: number, day: number): Date | undefined {
  const date = new Date(0);
  date.setFullYear(year, month - 1, day);
  date.setHours(0, 0, 0, 0);
  return year >= 1_000 && date.getMonth() === month - 1 && date.getDate() === day
    ? date
    : undefined;
}

function writesDaysWith(sign: string, locale: string): boolean {
  return partsOf(locale).some(({ type, value }) => type === "literal" && value.trim() === sign);
}

function partsOf(locale: string): Intl.DateTimeFormatPart[] {
  const options = { year: "numeric", month: "numeric", day: "numeric" } as const;
  return new Intl.DateTimeFormat(locale, options).formatToParts(0);
}

function isPart(type: string): type is Part {
  return type === "year" || type === "month" || type === "day";
}
