import { minorDigitsOf } from "./minor-digits.ts";
import { writeDecimal } from "./write-decimal.ts";

/** One line of an order. Money in minor units of the order's currency. */
export interface OrderLine {
  readonly productCode: string;
  /** Whole number ≥ 1. */
  readonly quantity: number;
  /** Minor units, whole number ≥ 0. */
  readonly unitPrice: number;
  /** Basis points, 0 to 10,000; absent means none. */
  readonly discount?: number;
}

/** Basis points in a whole. */
export const WHOLE = 10_000;

/** Price of a line before discount, exact. `undefined` when it is past `Number.MAX_SAFE_INTEGER`. */
export function lineGross({ quantity, unitPrice }: OrderLine): number | undefined {
  return exact(BigInt(quantity) * BigInt(unitPrice));
}

/** Price of a line after discount, rounded once, half to even. `undefined` when it is past `Number.MAX_SAFE_INTEGER`. */
export function lineTotal({ quantity, unitPrice, discount = 0 }: OrderLine): number | undefined {
  // Most lines need no big numbers: a product that is a safe integer was not rounded.
  const gross = quantity * unitPrice;
  if (discount === 0 && [quantity, unitPrice, gross].every(Number.isSafeInteger)) return gross;
  const scaled = BigInt(quantity) * BigInt(unitPrice) * BigInt(WHOLE - discount);
  return exact(divideHalfEven(scaled, BigInt(WHOLE)));
}

/** Sum of the lines after discount. `undefined` when it is past `Number.MAX_SAFE_INTEGER`. */
export function orderTotal(lines: readonly OrderLine[]): number | undefined {
  let sum = 0;
  for (const line of lines) {
    const total = lineTotal(line);
    if (total === undefined) return undefined;
    sum += total;
    // Sums only grow: past this one, none is exact again.
    if (sum > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return sum;
}

/** True for an amount that can be moved: whole minor units, at least 1, exact. */
export function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 1;
}

/** An amount of minor units in words that are the same everywhere, such as `12.50 EUR`. */
export function sayMoney(amount: number, currency: string): string {
  return `${plainMoney(amount, currency)} ${currency}`;
}

/** An amount of minor units as a plain decimal of the whole currency, such as `-12.50`: for machines, the same everywhere. */
export function plainMoney(amount: number | bigint, currency: string): string {
  const decimal = writeDecimal(amount < 0 ? -amount : amount, minorDigitsOf(currency));
  return amount < 0 ? `-${decimal}` : decimal;
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const roundUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return roundUp ? quotient + 1n : quotient;
}

function exact(amount: bigint): number | undefined {
  return amount <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(amount) : undefined;
}
