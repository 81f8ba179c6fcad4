import { rooms } from "../i18n/screen-texts.ts";

/** A number read from what a person typed, or a sentence that says what is wrong with it. */
export type NumberReading = { readonly value: number } | { readonly problem: string };

/** Reads a quantity: a whole number of at least 1. */
export function parseQuantity(typed: string): NumberReading {
  const text = typed.trim();
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value)) {
    return { problem: rooms.numbers.needsQuantity };
  }
  return { value };
}

/**
 * Reads a decimal as a whole number of its smallest unit: "12.5" with 2 digits is 1250. Point and comma both serve
 * as decimal sign; signs that set thousands apart are refused, because one cannot tell them from
 * decimals. Where three digits behind such a sign could be either, as in a currency of three
 * decimals, it is asked about: a comma, or a point where those who use the locale group by points.
 * @param locale a BCP 47 tag; the browser's when left out.
 */
export function parseDecimal(typed: string, digits: number, locale?: string): NumberReading {
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(typed.trim());
  const [, whole = "", fraction = ""] = match ?? [];
  if (!match) return { problem: rooms.numbers.needsNumber(example(digits)) };
  if (fraction.length > digits) return { problem: tooManyDigits(digits) };
  if (digits >= 3 && /^[1-9]\d{0,2}[.,]\d{3}$/.test(typed.trim())) {
    const sign = typed.trim()[whole.length];
    const [grouping, decimal] = groupsByPoints(locale) ? [".", ","] : [",", "."];
    if (sign === grouping) {
      return {
        problem: rooms.numbers.readsTwoWays(whole + fraction, `${whole}${decimal}${fraction}`),
      };
    }
  }
  const value = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(value) ? { value } : { problem: rooms.numbers.tooLarge };
}

function groupsByPoints(locale: string | undefined): boolean {
  const parts = new Intl.NumberFormat(locale, { useGrouping: "always" }).formatToParts(1_000);
  return parts.some(({ type, value }) => type === "group" && value === ".");
}

function tooManyDigits(digits: number): string {
  return digits === 0 ? rooms.numbers.noDigits : rooms.numbers.fewerDigits(digits);
}

function example(digits: number): string {
  return digits === 0 ? "12" : `12.${"5".padEnd(digits, "0")}`;
}
