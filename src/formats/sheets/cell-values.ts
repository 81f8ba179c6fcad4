import { readCurrency } from "../csv/cells/currency-marks.ts";
import type { DecimalSign } from "../csv/cells/written-number.ts";

/** What the format of a cell says about the number in it. */
export interface NumberFormat {
  readonly kind: "number" | "percent" | "date" | "time" | "duration";
  /** The currency that it shows beside the number, where it can only be one. */
  readonly currency?: string;
}

/** The format of a cell that has none. */
export const GENERAL: NumberFormat = { kind: "number" };

/** Formats that are known by number alone (ECMA-376 part 1, 18.8.30), but for plain numbers. */
export function builtInFormat(id: number): NumberFormat {
  if (id === 9 || id === 10) return { kind: "percent" };
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
    return { kind: "date" };
  }
  if (id === 46) return { kind: "duration" };
  return (id >= 18 && id <= 21) || id === 45 || id === 47 ? { kind: "time" } : GENERAL;
}

/** Reads a format code such as `dd.mm.yyyy` or `#,##0.00 [$€-407]`. */
export function readFormat(written: string): NumberFormat {
  const code = written.slice(0, LONGEST_FORMAT);
  const signs = code.match(CURRENCY_SIGN) ?? [];
  const plain = code.replace(LITERALS, "").toLowerCase();
  const [first = ""] = plain.split(";");
  if (ELAPSED.test(first)) return { kind: "duration" };
  // What is left in brackets are colours, conditions and languages.
  const letters = first.replace(/\[[^[\]]*\]/g, "").replaceAll("general", "");
  if (/[dy]|mmm|^m+$/.test(letters)) return { kind: "date" };
  if (/[hs]/.test(letters)) return { kind: "time" };
  const reading = readCurrency((signs[0] ?? "").replace(/[[\]$"\\]|-[0-9a-f]*\]/gi, ""));
  return {
    kind: letters.includes("%") ? "percent" : "number",
    ...("value" in reading && { currency: reading.value }),
  };
}

/** Letters that a format can have. */
const LONGEST_FORMAT = 255;
const CURRENCY_SIGN = /\[\$[^[\]-]+(?:-[0-9a-f]*)?\]|"[^"]{1,5}"|[€£₹₩]/gi;
const LITERALS = /"[^"]*"|\\.|_.|\*./g;
const ELAPSED = /\[(?:h+|m+|s+)\]/;

/** Which day 0 is, and how numbers are written. */
export interface NumberStyle {
  /** Whether days are counted from 1904, as old Excel for Mac did. */
  readonly is1904: boolean;
  readonly decimal: DecimalSign;
}

/**
 * Writes the number of a cell as its format means it: a day as 2026-05-31, a moment with its time
 * behind, anything else as a plain decimal.
 */
export function numberText(value: number, format: NumberFormat, style: NumberStyle): string {
  const { kind, currency } = format;
  if (kind === "duration") return clockText(Math.round(value * DAY_SECONDS));
  const moment = kind === "date" || kind === "time" ? momentText(value, style) : undefined;
  if (moment !== undefined) return moment;
  if (kind === "percent") return `${decimalText(value * 100, style.decimal)}%`;
  const number = decimalText(value, style.decimal);
  return currency === undefined ? number : `${number} ${currency}`;
}

/** Writes the date of a cell that is a text: `2026-05-31T00:00:00` is a day. */
export function dateText(iso: string): string {
  const [, day, time = ""] = /^(\d{4,}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?/.exec(iso) ?? [];
  if (day === undefined) return iso;
  return time === "" || /^00:00(:00)?$/.test(time) ? day : `${day} ${time}`;
}

/** Writes a duration such as `PT14H02M00S` as 14:02:00. */
export function timeText(duration: string): string {
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/.exec(duration) ?? [];
  return clockText(Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
}

/**
 * Writes a number without grouping and exponent, as exactly as spreadsheets keep it: to 15 digits.
 * Three decimals get a zero behind them, since they could be a thousand.
 */
function decimalText(value: number, decimal: DecimalSign): string {
  const whole = String(value);
  const short =
    whole.length <= KEPT_DIGITS ? whole : String(Number(value.toPrecision(KEPT_DIGITS)));
  const plain = short.includes("e") ? PLAIN.format(Number(short)) : short;
  const clear = /\.\d{3}$/.test(plain) ? `${plain}0` : plain;
  return decimal === "." ? clear : clear.replace(".", decimal);
}

const KEPT_DIGITS = 15;
const PLAIN = new Intl.NumberFormat("en", {
  useGrouping: false,
  maximumSignificantDigits: KEPT_DIGITS,
});

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const FIRST_DAY = Date.UTC(1899, 11, 30);
const FIRST_DAY_1904 = Date.UTC(1904, 0, 1);
/** The day 1900-02-29, which never was and which spreadsheets count all the same. */
const NO_DAY = 60;
/** The last day of the year 9999. */
const LAST_DAY = 2_958_465;

/** A moment by its number of days; undefined where there is no such day. */
function momentText(value: number, { is1904 }: NumberStyle): string | undefined {
  const seconds = Math.round(value * DAY_SECONDS);
  const days = Math.floor(seconds / DAY_SECONDS);
  const clock = seconds - days * DAY_SECONDS;
  if (days < 0 || days > LAST_DAY || (days === NO_DAY && !is1904)) return undefined;
  if (days === 0 && !is1904) return clockText(clock);
  const before = is1904 ? FIRST_DAY_1904 : FIRST_DAY + (days < NO_DAY ? DAY_MS : 0);
  const day = new Date(before + days * DAY_MS).toISOString().slice(0, 10);
  return clock === 0 ? day : `${day} ${clockText(clock)}`;
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
