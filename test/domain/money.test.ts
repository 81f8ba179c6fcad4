import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineGross, lineTotal, type OrderLine, orderTotal } from "../../src/domain/values/money.ts";

const MAX = Number.MAX_SAFE_INTEGER;

const line = (quantity: number, unitPrice: number, discount?: number): OrderLine => ({
  productCode: "PEN",
  quantity,
  unitPrice,
  ...(discount !== undefined && { discount }),
});

const anyLine = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: MAX })),
    fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: MAX })),
    fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
  )
  .map((parts) => line(...parts));

describe("the price of a line", () => {
  it.each([
    { of: line(2, 250), total: 500, why: "no discount" },
    { of: line(1, 999, 0), total: 999, why: "a discount of nothing" },
    { of: line(3, 999, 10_000), total: 0, why: "a discount of everything" },
    { of: line(1, 100, 3_333), total: 67, why: "66.67 goes up" },
    { of: line(1, 100, 6_667), total: 33, why: "33.33 goes down" },
    { of: line(1, 1, 5_000), total: 0, why: "0.5 goes to the even 0" },
    { of: line(1, 3, 5_000), total: 2, why: "1.5 goes to the even 2" },
    { of: line(1, 5, 5_000), total: 2, why: "2.5 goes to the even 2" },
    { of: line(3, 1, 5_000), total: 2, why: "the line is rounded, not the unit" },
    { of: line(1, MAX, 1), total: 9006298534815517, why: "large and still exact" },
    { of: line(2, MAX, 5_000), total: MAX, why: "only the discount makes it fit" },
  ])("is $total: $why", ({ of, total }) => {
    expect(lineTotal(of)).toBe(total);
  });

  it("is undefined past the largest exact number, before and after discount", () => {
    expect(lineGross(line(1, MAX))).toBe(MAX);
    expect(lineGross(line(2, 2 ** 52))).toBeUndefined();
    expect(lineTotal(line(2, 2 ** 52))).toBeUndefined();
    expect(lineTotal(line(MAX, MAX, 9_999))).toBeUndefined();
  });

  it("is the nearest whole number to the exact fraction, and the even one of two", () => {
    fc.assert(
      fc.property(anyLine, (one) => {
        const total = lineTotal(one);
        const exact = fractionOf(one);
        if (total === undefined) {
          expect(exact).toBeGreaterThanOrEqual(BigInt(MAX) * 10_000n + 5_000n);
          return;
        }
        // The oracle does not divide: it measures how far the answer is from the fraction.
        const off = BigInt(total) * 10_000n - exact;
        const distance = off < 0n ? -off : off;
        expect(distance).toBeLessThanOrEqual(5_000n);
        if (distance === 5_000n) expect(total % 2).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the total of an order", () => {
  it("rounds every line once and adds them", () => {
    expect(orderTotal([line(1, 3, 5_000), line(1, 3, 5_000), line(1, 100)])).toBe(104);
    expect(orderTotal([])).toBe(0);
  });

  it("is undefined as soon as it is past the largest exact number", () => {
    expect(orderTotal([line(1, MAX - 1), line(1, 1)])).toBe(MAX);
    expect(orderTotal([line(1, MAX), line(1, 1)])).toBeUndefined();
    expect(orderTotal([line(2, MAX), line(1, 0)])).toBeUndefined();
  });

  it("is the exact sum of its lines, or undefined", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (lines) => {
        const totals = lines.map(lineTotal);
        const sum = totals.reduce<bigint>((all, total) => all + BigInt(total ?? MAX + 1), 0n);
        expect(orderTotal(lines)).toBe(sum <= BigInt(MAX) ? Number(sum) : undefined);
      }),
    );
  });
});

/** Price after discount in ten-thousandths of a minor unit: exact. */
function fractionOf({ quantity, unitPrice, discount = 0 }: OrderLine): bigint {
  return BigInt(quantity) * BigInt(unitPrice) * BigInt(10_000 - discount);
}
