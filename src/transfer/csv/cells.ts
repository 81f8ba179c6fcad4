import { isCurrencyCode } from "../../domain/currencies.ts";
import { minorDigitsOf } from "../../domain/minor-digits.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { EARLIEST, LATEST, parseInstant } from "../../eventlog/instant.ts";
import { withoutGuards } from "./formula-guard.ts";

/** What a cell says, or a sentence that tells what is wrong with it. */
export type CellReading<Value> = { readonly value: Value } | { readonly problem: string };

/** Signs that set decimals apart. */
export const DECIMAL_SIGNS = [".", ","] as const;

/** One of them. */
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** Orders in which day, month and year can stand. */
export const DATE_ORDERS = ["ymd", "dmy", "mdy"] as const;

/** One of them. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/**
 * Reads a decimal as a whole number of its smallest unit: with 2 digits, `1.234,5` with a decimal comma is 123450. Signs that set
 * thousands apart where they should are passed over; brackets mean less than nothing.
 */
export function readDecimal(cell: string, sign: DecimalSign, digits: number): CellReading<number> {
  const plain = withoutGuards(cell).replace(/[\s'’]/g, "");
  const bracketed = /^\((.+)\)$/.exec(plain)?.[1];
  const [, before, number = "", after] = /^([+\-−]?)(.*?)([+\-−]?)$/.exec(bracketed ?? plain) ?? [];
  const isNegative = bracketed !== undefined || /[-−]/.test(`${before}${after}`);
  const groups = sign === "." ? "," : ".";
  const match = FORMS[sign].exec(number);
  if (!match || (before && after)) {
    return { problem: `“${shown(cell)}” is no number with a decimal “${sign}”` };
  }
  const [whole = "", fraction = ""] = number.replaceAll(groups, "").split(sign);
  if (/[1-9]/.test(fraction.slice(digits))) {
    return { problem: `“${shown(cell)}” has more than ${digits} digits after the “${sign}”` };
  }
  const value = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, "0")}`);
  if (!Number.isSafeInteger(value)) return { problem: `“${shown(cell)}” is too large to be exact` };
  return { value: isNegative && value !== 0 ? -value : value };
}

const FORMS: { readonly [Sign in DecimalSign]: RegExp } = {
  ".": /^(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$|^\.\d+$/,
  ",": /^(\d+|\d{1,3}(\.\d{3})+)(,\d*)?$|^,\d+$/,
};

/** Reads an amount of money in minor units. A currency beside the number must be the one that is expected. */
export function readMoney(
  cell: string,
  sign: DecimalSign,
  { code, sign: own, digits }: Currency,
): CellReading<number> {
  const mark = markIn(cell);
  if (mark !== undefined && mark.toUpperCase() !== code && mark !== own) {
    return { problem: `“${shown(cell)}” is not in ${code}` };
  }
  return readDecimal(mark === undefined ? cell : cell.replace(mark, ""), sign, digits);
}

/** A currency as far as amounts need it. */
export interface Currency {
  readonly code: string;
  /** As it is written beside numbers, such as `€`. */
  readonly sign: string | undefined;
  /** Digits of its minor units. */
  readonly digits: number;
}

/** What is known of a currency by its code. */
export function currencyOf(code: string): Currency {
  return { code, sign: signOf(code), digits: minorDigitsOf(code) };
}

function signOf(currency: string): string | undefined {
  try {
    const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
    const parts = new Intl.NumberFormat("en", style).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value;
  } catch {
    return undefined;
  }
}

/** The currency that stands beside a number and can only be one; undefined where there is none. */
export function currencyIn(cell: string): string | undefined {
  const reading = readCurrency(markIn(cell) ?? "");
  return "value" in reading ? reading.value : undefined;
}

function markIn(cell: string): string | undefined {
  return /\p{Sc}|\b[A-Za-z]{2,3}\b/u.exec(cell)?.[0];
}

/** Reads a whole number of at least 1; `12.0` is one too. */
export function readQuantity(cell: string, sign: DecimalSign): CellReading<number> {
  const reading = readDecimal(cell, sign, 0);
  const isWhole = "value" in reading && reading.value >= 1;
  return isWhole ? reading : { problem: `“${shown(cell)}” is no whole number of at least 1` };
}

/** Reads a discount as basis points: `5` or `5 %` as a per cent is 500, `0.05` as a fraction too. */
export function readDiscount(
  cell: string,
  sign: DecimalSign,
  isFraction: boolean,
): CellReading<number> {
  const isMarked = cell.includes("%");
  const reading = readDecimal(cell.replaceAll("%", ""), sign, isFraction && !isMarked ? 4 : 2);
  if ("problem" in reading) return reading;
  const isDiscount = reading.value >= 0 && reading.value <= 10_000;
  return isDiscount ? reading : { problem: `“${shown(cell)}” is not between 0 and 100 %` };
}

/** Reads a currency by its three letters, or a sign that only one has. */
export function readCurrency(cell: string): CellReading<string> {
  const text = cell.trim().toUpperCase();
  const currency = SIGNS[text] ?? text;
  if (isCurrencyCode(currency)) return { value: currency };
  return { problem: `“${shown(cell)}” is no currency code of ISO 4217, such as EUR` };
}

const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW" };

/**
 * Reads a day or a moment in the person's zone, or one that names its own (RFC 3339). A day without a time is taken at noon, which
 * is the same day nearly everywhere.
 */
export function readDate(cell: string, order: DateOrder): CellReading<EpochMs> {
  const text = cell.trim();
  const instant = parseInstant(text.replace(" ", "T"));
  if (instant !== undefined) return { value: instant };
  const problem = `“${shown(cell)}” is no date, read as ${WRITTEN[order]}`;
  const [, a = "", b = "", c = "", hour = "12", minute = "0", second = "0"] =
    MOMENT.exec(text) ?? [];
  const [written, month, day] = orderOf(a, b, c, order).map(Number) as [number, number, number];
  if (!month || !day) return { problem };
  const year = written < 100 ? (written < 70 ? 2_000 : 1_900) + written : written;
  const date = new Date(year, month - 1, day, Number(hour), Number(minute), Number(second));
  // `Date` lets 30 February pass as 1 March.
  const exists = date.getMonth() === month - 1 && date.getDate() === day && Number(hour) < 24;
  const ms = date.getTime() as EpochMs;
  return exists && ms >= EARLIEST && ms <= LATEST ? { value: ms } : { problem };
}

const MOMENT =
  /^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})(?:[T ,]+(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?)?$/;
const WRITTEN: { readonly [Order in DateOrder]: string } = {
  ymd: "year-month-day",
  dmy: "day.month.year",
  mdy: "month/day/year",
};

// A year of four digits at the beginning cannot be anything else.
function orderOf(a: string, b: string, c: string, order: DateOrder): [string, string, string] {
  if (order === "ymd" || a.length === 4) return [a, b, c];
  return order === "dmy" ? [c, b, a] : [c, a, b];
}

const MOST_SHOWN = 40;

function shown(cell: string): string {
  const text = cell.trim();
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
