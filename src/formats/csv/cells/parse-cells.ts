import { type CellProblem, type CellReading, LONGEST_VALUE, quoteCell } from "./cell-reading.ts";
import { type Currency, type CurrencyMark, currencyMark } from "./currency-marks.ts";
import { type PaymentSide, sideOf } from "./payment-side.ts";
import {
  type DecimalSign,
  plainDecimal,
  splitNumber,
  type WrittenNumber,
} from "./written-number.ts";

/**
 * Reads a decimal as a whole number of its smallest unit: with 2 digits, `1.234,5` with a decimal
 * comma is 123450. Signs that set thousands apart where they should are passed over; brackets mean
 * less than nothing, and `,-` no cents.
 */
export function readDecimal(cell: string, sign: DecimalSign, digits: number): CellReading<number> {
  const number = splitNumber(cell);
  if (!number || number.marks.length > 0) return noNumber(cell, sign);
  return inUnits(number, cell, sign, digits);
}

/** Reads an amount of money in minor units. A currency beside it must be the one expected. */
export function readMoney(
  cell: string,
  sign: DecimalSign,
  currency: Currency,
): CellReading<number> {
  const number = splitNumber(cell);
  if (!number) return noNumber(cell, sign);
  for (const text of number.marks) {
    const mark = currencyMark(text);
    if (!mark) return noNumber(cell, sign);
    if (!mark.codes.includes(currency.code)) {
      return { fault: "other-currency", problem: `${quoteCell(cell)} is not in ${currency.code}` };
    }
  }
  return inUnits(number, cell, sign, currency.digits);
}

/** What a cell of payments holds: an amount, and whether it says itself which way the money goes. */
export interface WrittenPayment {
  /** The cell without a word or letter for the side, such as the `CR` of `12.50 CR`. */
  readonly amount: string;
  readonly side: PaymentSide | undefined;
}

/** Takes the side off the end of an amount. */
export function splitPayment(cell: string): WrittenPayment {
  const whole = { amount: cell, side: undefined };
  if (cell.length > LONGEST_VALUE || !WORD_BEHIND.test(cell)) return whole;
  const letters = Array.from(cell);
  const end = letters.findLastIndex((letter) => !/[\s.]/.test(letter)) + 1;
  const begin = letters.findLastIndex((letter, at) => at < end && !/\p{L}/u.test(letter)) + 1;
  const amount = letters.slice(0, begin).join("").trimEnd();
  const word = letters.slice(begin, end).join("");
  const side = /\d/.test(amount) && !currencyMark(word) ? sideOf(word) : undefined;
  return side ? { amount, side } : whole;
}

const WORD_BEHIND = /\p{L}[\s.]{0,3}$/u;

/** The mark of a currency beside a number; undefined where the cell has none, or no number. */
export function currencyIn(cell: string): CurrencyMark | undefined {
  if (NUMBER_ALONE.test(cell)) return undefined;
  const marks = splitNumber(splitPayment(cell).amount)?.marks.flatMap(
    (text) => currencyMark(text) ?? [],
  );
  return marks?.find(({ isSure }) => isSure) ?? marks?.[0];
}

/** Reads a whole number of at least 1; `12.0` is one too. */
export function readQuantity(cell: string, sign: DecimalSign): CellReading<number> {
  const reading = readDecimal(cell, sign, 0);
  const isWhole = "value" in reading && reading.value >= 1;
  const problem = `${quoteCell(cell)} is no whole number of at least 1`;
  return isWhole ? reading : { fault: "no-whole-number", problem };
}

/** Reads a discount as basis points: `5` or `5 %` as a per cent is 500, `0.05` as a fraction too. */
export function readDiscount(
  cell: string,
  sign: DecimalSign,
  isFraction: boolean,
): CellReading<number> {
  const number = cell.replace(PERCENT, "");
  const digits = isFraction && number === cell ? 4 : 2;
  const reading = readDecimal(number, sign, digits);
  if ("problem" in reading) return reading;
  const isDiscount = reading.value >= 0 && reading.value <= 10_000;
  const problem = `${quoteCell(cell)} is not between 0 and 100 %`;
  return isDiscount ? reading : { fault: "no-percentage", problem };
}

const NUMBER_ALONE = /^[-\d.,' ]*$/;
const PERCENT = /[%％٪]/g;

function inUnits(
  number: WrittenNumber,
  cell: string,
  sign: DecimalSign,
  digits: number,
): CellReading<number> {
  const decimal = plainDecimal(number, sign);
  if (decimal === undefined) return noNumber(cell, sign);
  const [whole = "", fraction = ""] = decimal.split(".");
  if (/[1-9]/.test(fraction.slice(digits))) {
    const problem = `${quoteCell(cell)} has more than ${digits} digits after the “${sign}”`;
    return { fault: "too-many-digits", problem };
  }
  const value = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, "0")}`);
  if (!Number.isSafeInteger(value))
    return { fault: "too-large", problem: `${quoteCell(cell)} is too large to be exact` };
  return { value: number.isNegative && value !== 0 ? -value : value };
}

function noNumber(cell: string, sign: DecimalSign): CellProblem {
  const problem = `${quoteCell(cell)} is no number with a decimal “${sign}”`;
  return { fault: "no-number", problem };
}
