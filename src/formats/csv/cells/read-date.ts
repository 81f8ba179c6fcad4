import { normalForm } from "../../../domain/values/normal-form.ts";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import { daysIn, EARLIEST, LATEST } from "../../../eventlog/util/rfc3339.ts";
import { type CellReading, LONGEST_VALUE, quoteCell, visibleText } from "./cell-reading.ts";
import { monthNamed } from "./month-names.ts";

/** Orders in which day, month and year can stand. */
export const DATE_ORDERS = ["ymd", "dmy", "mdy"] as const;

/** One of them. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/**
 * Reads a day or a moment: in numbers, with the name of the month, or as a spreadsheet counts days.
 * It is in the person's zone unless it names an offset from UTC. A day without a time is taken at
 * noon, which is the same day nearly everywhere.
 */
export function readDate(cell: string, order: DateOrder): CellReading<EpochMs> {
  const { day, time } = splitMoment(visibleText(cell));
  const date = writtenDay(day, order);
  const ms = date
    ? instantOf(date, time ?? NOON)
    : time === undefined
      ? countedInstant(day)
      : undefined;
  if (ms === undefined) {
    const problem = `${quoteCell(cell)} is no date, read as ${WRITTEN[order]}`;
    return { fault: "no-date", problem };
  }
  return { value: ms };
}

/** Makes a reader of dates that remembers the last cell: the lines of an order have the same. */
export function createDateReader(order: DateOrder): (cell: string) => CellReading<EpochMs> {
  let last: { readonly cell: string; readonly reading: CellReading<EpochMs> } | undefined;
  return (cell) => {
    if (last?.cell !== cell) last = { cell, reading: readDate(cell, order) };
    return last.reading;
  };
}

/** A day in numbers, with the year behind or of two digits, so that its order is not plain. */
export interface NumberedDay {
  /** The orders that it can be read in, at least one. */
  readonly orders: readonly DateOrder[];
  readonly first: string;
  readonly last: string;
  readonly isDotted: boolean;
}

/** Takes a day in numbers apart; undefined where a cell is none, or its order is plain. */
export function numberedDay(cell: string): NumberedDay | undefined {
  const numbers = NUMBERS.exec(splitMoment(visibleText(cell)).day);
  const [, first = "", sign, , last = ""] = numbers ?? [];
  if (!numbers || first.length === 4) return undefined;
  const orders = DATE_ORDERS.filter((order) => inOrder(numbers, order) !== undefined);
  return orders.length > 0 ? { orders, first, last, isDotted: sign === "." } : undefined;
}

/** Whether a cell has a time of the day, or is an instant, and not just a day. */
export function hasTime(cell: string): boolean {
  const { day, time } = splitMoment(visibleText(cell));
  return time !== undefined || /^\d{5}[.,]\d*[1-9]/.test(day);
}

/** Whether two moments lie in the same day where this browser is. */
export function isSameDay(one: EpochMs, other: EpochMs): boolean {
  return new Date(one).setHours(0, 0, 0, 0) === new Date(other).setHours(0, 0, 0, 0);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  /** Minutes that it is ahead of UTC; the person's zone where it is absent. */
  readonly offset?: number;
}

const NOON: TimeOfDay = { hour: 12, minute: 0, second: 0, ms: 0 };
const WRITTEN: { readonly [Order in DateOrder]: string } = {
  ymd: "year-month-day",
  dmy: "day.month.year",
  mdy: "month/day/year",
};

const SECONDS = String.raw`(?::([0-5]\d)(?:[.,](\d{1,9}))?)?`;
const CLOCK = String.raw`(\d{1,2})(?:[:h]([0-5]\d)${SECONDS})? ?([ap]\.?m\.?)?(?: ?Uhr| ?h)?`;
const ZONE_NAME = "(?: ?(Z|UTC|GMT|E[SD]T|C[SD]T|M[SD]T|P[SD]T|CET|CEST|BST))?";
const ZONE = String.raw`${ZONE_NAME}(?: ?([-+−])(\d\d):?([0-5]\d)?)?`;
const TIME_AT_END = new RegExp(`[T ](?:at |um |à )?${CLOCK}${ZONE}$`, "i");
/** Hours that the zones of RFC 2822 and of Western Europe are ahead of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
  ...{ CET: 1, CEST: 2, BST: 1 },
};

/** Date and time without signs between their numbers, as in the basic form of ISO 8601. */
const BASIC =
  /^((?:19|20|21)\d\d)(\d\d)(\d\d)[T ]?([0-2]\d)([0-5]\d)([0-5]\d)?(Z|[-+]\d\d:?\d\d)?$/i;
/** A time with points, behind a whole date. */
const DOTTED_TIME = /^(\d+([-./])\d+\2\d+),? +(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?=$| ?\D)/;

function splitMoment(cell: string): { readonly day: string; readonly time?: TimeOfDay } {
  const text = cell
    .replace(BASIC, "$1-$2-$3T$4:$5:$6$7")
    .replace(DOTTED_TIME, "$1 $3:$4:$5")
    .replace(/:(?=$|\D)/, "");
  const remark = text.endsWith(")") ? text.indexOf(" (") : -1;
  const told = remark < 0 ? text : text.slice(0, remark);
  const parts = told.length > LONGEST_VALUE ? undefined : TIME_AT_END.exec(told);
  const [, hours = "", minute, second, fraction = "", half] = parts ?? [];
  const before = told.slice(0, parts?.index ?? 0).trimEnd();
  // A number alone is no time: it may be the year.
  const isMoment = /\d/.test(before) && (minute !== undefined || half !== undefined);
  if (!parts || !isMoment) return { day: text };
  const hour = hourOf(Number(hours), half);
  const offset = offsetOf(parts.slice(6));
  return {
    day: before.endsWith(",") ? before.slice(0, -1) : before,
    time: {
      ...{ hour, minute: Number(minute ?? 0), second: Number(second ?? 0) },
      ms: Number(fraction.slice(0, 3).padEnd(3, "0")),
      ...(offset !== undefined && { offset }),
    },
  };
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour > 12 || (hour === 0 && /p/i.test(half))) return Number.NaN;
  return (hour % 12) + (/p/i.test(half) ? 12 : 0);
}

function offsetOf([name, sign, hours, minutes = "0"]: readonly (string | undefined)[]) {
  if (name === undefined && hours === undefined) return undefined;
  const named = 60 * (ZONES[(name ?? "").toUpperCase()] ?? 0);
  const further = 60 * Number(hours ?? 0) + Number(minutes);
  return Number(hours ?? 0) > 23 ? Number.NaN : named + (sign === "+" ? further : -further);
}

const NUMBERS = /^(\d{4}|\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})\.?$/;
const COMPACT = /^((?:19|20|21)\d\d)(\d\d)(\d\d)$/;
const EAST_ASIAN = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$/;

function writtenDay(text: string, order: DateOrder): Day | undefined {
  if (text.length > LONGEST_VALUE) return undefined;
  const numbers = NUMBERS.exec(text);
  if (numbers) return inOrder(numbers, order);
  const [, year, month, day] = COMPACT.exec(text) ?? EAST_ASIAN.exec(text) ?? [];
  if (day !== undefined) return { year: Number(year), month: Number(month), day: Number(day) };
  return dayWithName(text);
}

// A year of four digits at the beginning cannot be anything else.
function inOrder([, a = "", , b = "", c = ""]: RegExpExecArray, order: DateOrder): Day | undefined {
  const [year, month, day] =
    order === "ymd" || a.length === 4 ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  if (year.length < 2 || day.length > 2) return undefined;
  const read = { year: fullYear(year), month: Number(month), day: Number(day) };
  const isDay = read.month >= 1 && read.month <= 12 && read.day >= 1 && read.day <= 31;
  return isDay ? read : undefined;
}

// `03-May-26`, `03MAY2026`, `May 3, 2026`, `Sonntag, 3. Mai 2026`, `2026-May-03`.
function dayWithName(text: string): Day | undefined {
  const words = text
    .replace(/^\p{L}+\.?,\s*|^(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?\s+/iu, "")
    .replace(/(\d)(?:st|nd|rd|th|er|[ºª°])(?=\P{L}|$)/giu, "$1")
    .replace(/(\d)(?=\p{L})|(\p{L})(?=\d)/gu, "$& ")
    .split(/[\s,./-]+/)
    .filter((word) => word !== "" && !/^(?:de|del|of|the)$/i.test(word));
  const at = words.findIndex((word) => /\p{L}/u.test(word));
  const month = monthNamed(normalForm(words[at] ?? "", "NFKD"));
  const [first = "", second = ""] = words.filter((_, index) => index !== at);
  const numbers = words.length === 3 && at < 2 ? [first, second] : [];
  if (month === undefined || !numbers.every((word) => /^(?:\d{1,2}|\d{4})$/.test(word))) {
    return undefined;
  }
  const [day = "", year = ""] = first.length === 4 ? numbers.toReversed() : numbers;
  if (day.length > 2 || year.length < 2) return undefined;
  return { year: fullYear(year), month, day: Number(day) };
}

/** Years of two digits below this one are of this century. */
const PIVOT = 70;

function fullYear(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return (year < PIVOT ? 2_000 : 1_900) + year;
}

/** The day from which spreadsheets count, as day 0. */
const SPREADSHEET_BEGIN = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

function countedInstant(text: string): EpochMs | undefined {
  const [, days, fraction = ""] = /^([1-9]\d{4})(?:[.,](\d+))?$/.exec(text) ?? [];
  if (days === undefined) return undefined;
  const seconds = Math.round(Number(`0.${fraction || "0"}`) * DAY_SECONDS);
  const date = new Date(SPREADSHEET_BEGIN + Number(days) * DAY_MS + seconds * 1_000);
  const day = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
  if (seconds === 0) return instantOf(day, NOON);
  const [hour, minute] = [date.getUTCHours(), date.getUTCMinutes()];
  return instantOf(day, { hour, minute, second: date.getUTCSeconds(), ms: 0 });
}

function instantOf({ year, month, day }: Day, time: TimeOfDay): EpochMs | undefined {
  const { hour, minute, second, ms, offset } = time;
  const isMonth = month >= 1 && month <= 12;
  if (!isMonth || day < 1 || day > daysIn(year, month) || !(hour < 24)) return undefined;
  const isOwnZone = offset === undefined;
  const date = isOwnZone
    ? new Date(year, month - 1, day, hour, minute, second, ms)
    : new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second, ms));
  // `Date` takes years below 100 for those of a century.
  if (year < 100 && isOwnZone) date.setFullYear(year, month - 1, day);
  else if (year < 100) date.setUTCFullYear(date.getUTCFullYear() - 1_900);
  const instant = date.getTime();
  return instant >= EARLIEST && instant <= LATEST ? (instant as EpochMs) : undefined;
}
