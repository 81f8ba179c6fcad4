import type { EpochMs } from "../../eventlog/envelope.ts";

type Part = "year" | "month" | "day";

const FIGURES =
  /^(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4})?)?(?:[ ,T]+(\d{1,2}):([0-5]\d)(?::([0-5]\d))?)?$/;

/**
 * Reads a date in figures as a locale writes it: 3/5/2026 is the third of May in en-GB and the fifth of March in en-US.
 * Where that order gives no date the other one is taken, since only one can be meant. A year comes in four figures or
 * two; without one, or with two, the newest such day before `now` is meant. A day without an hour means its end.
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
  const found = FIGURES.exec(text);
  if (!found) return "not-figures";
  const [, first = "", sign, second = "", third, hour, minute = "0", seconds = "0"] = found;
  // 12.50 and 10-12 are numbers as well: without a year, only the sign that the locale writes makes a date.
  if (third === undefined && !writesDaysWith(sign ?? "", locale)) return undefined;
  const orders = ordersFor([first, second, third], locale);
  for (const order of orders) {
    const date = dateOf(order, now);
    if (!date) continue;
    if (hour === undefined) date.setHours(23, 59, 59, 999);
    else if (Number(hour) < 24) date.setHours(Number(hour), Number(minute), Number(seconds), 0);
    else return undefined;
    return date.getTime() as EpochMs;
  }
  return undefined;
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
  const order = partsOf(locale).flatMap(({ type }) => (isPart(type) ? [type] : []));
  if (order[0] === "year" && third !== undefined && third.length < 3) {
    return [{ year: first, month: second, day: third }, dayFirst, monthFirst];
  }
  return order.indexOf("day") < order.indexOf("month")
    ? [dayFirst, monthFirst]
    : [monthFirst, dayFirst];
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
  const back = year === undefined ? 1 : 100;
  const date = existing(wanted, Number(month), Number(day));
  if (date && (year?.length === 4 || date.getTime() <= now)) return date;
  return year?.length === 4 ? undefined : existing(wanted - back, Number(month), Number(day));
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
