import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isSoundPoint,
  isSoundSignature,
} from "../../../src/eventlog/jetstream/signing/ed25519-form.ts";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
/** What doubled is a point of order 4, whose y is 0: d·y⁴ + 2·y² = 1 on this curve. */
const ORDER_8 = readLittleEndian(
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
);

/** 32 bytes, the lowest first. */
function written(number: bigint): string {
  const digits = number.toString(16).padStart(64, "0");
  return (digits.match(/../g) ?? []).reverse().join("");
}

function readLittleEndian(hex: string): bigint {
  return BigInt(`0x${(hex.match(/../g) ?? []).reverse().join("")}`);
}

const SIGN = 2n ** 255n;
const GENERATOR = `58${"66".repeat(31)}`;

describe("the form of a point", () => {
  it("knows the points of order 8", () => {
    // d = -121665 / 121666
    const y2 = ORDER_8 ** 2n;
    expect((-121665n * y2 ** 2n + 121666n * (2n * y2 - 1n)) % P).toBe(0n);
  });

  it.each([
    ["0", 0n],
    ["1", 1n],
    ["-1", P - 1n],
    ["one of order 8", ORDER_8],
    ["the other of order 8", P - ORDER_8],
    ["the prime", P],
    ["one more than the prime", P + 1n],
    ["the largest", 2n ** 255n - 1n],
  ])("is refused for %s, with either sign", (_, y) => {
    expect(isSoundPoint(written(y))).toBe(false);
    expect(isSoundPoint(written(y + SIGN))).toBe(false);
  });

  it("is taken for every other number below the prime", () => {
    const small = new Set([0n, 1n, P - 1n, ORDER_8, P - ORDER_8]);
    const ys = fc.oneof(fc.bigInt({ min: 0n, max: P - 1n }), fc.constantFrom(2n, P - 2n));
    fc.assert(
      fc.property(ys, fc.boolean(), (y, isNegative) => {
        expect(isSoundPoint(written(y + (isNegative ? SIGN : 0n)))).toBe(!small.has(y));
      }),
    );
  });
});

describe("the form of a signature", () => {
  it.each([
    ["0", 0n, true],
    ["the largest", L - 1n, true],
    ["the order of the group", L, false],
    ["one more", L + 1n, false],
    ["2²⁵² more", L + 2n ** 252n, false],
    ["all ones", 2n ** 256n - 1n, false],
  ])("takes a number only where it is reduced: %s", (_, number, isSound) => {
    expect(isSoundSignature(GENERATOR + written(number))).toBe(isSound);
  });

  it("refuses a point of small order in front", () => {
    expect(isSoundSignature(written(1n) + written(5n))).toBe(false);
  });
});
