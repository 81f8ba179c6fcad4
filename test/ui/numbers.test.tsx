import { describe, expect, it } from "vitest";
import { parseDecimal, parseQuantity } from "../../src/ui/forms/parse-number.ts";
import { formatMoney } from "../../src/ui/i18n/format.ts";

describe("money on the screen", () => {
  it.each([
    [1_234, "EUR", "€12.34"],
    [5, "EUR", "€0.05"],
    [0, "EUR", "€0.00"],
    [-410_00, "EUR", "-€410.00"],
    [1_234, "JPY", "¥1,234"],
    [1_234, "KWD", "KWD 1.234"],
    [450_000, "HUF", "HUF 4,500.00"],
    [Number.MAX_SAFE_INTEGER, "EUR", "€90,071,992,547,409.91"],
    [123_456_789_012_345_678_901n, "EUR", "€1,234,567,890,123,456,789.01"],
    [-5n, "EUR", "-€0.05"],
  ] as const)("%d of %s is %s", (amount, currency, wanted) => {
    expect(formatMoney(amount, currency).replace(/\s/g, " ")).toBe(wanted);
  });

  it("shows a currency that nobody knows with two digits", () => {
    expect(formatMoney(1_234, "1X?")).toBe("12.34");
  });
});

describe("what a person types as a price", () => {
  it.each([
    ["12", 2, 1_200],
    ["12.5", 2, 1_250],
    [" 12,50 ", 2, 1_250],
    ["0.05", 2, 5],
    ["7", 0, 7],
    ["1.234", 3, 1_234],
    ["1,2", 3, 1_200],
    ["1250", 3, 1_250_000],
    ["1250,5", 3, 1_250_500],
  ])("“%s” with %d digits is %d", (typed, digits, value) => {
    expect(parseDecimal(typed, digits)).toEqual({ value });
  });

  it.each([
    ["", 2],
    ["-1", 2],
    ["1.234", 2],
    ["1,234.50", 2],
    ["1e3", 2],
    ["12.5", 0],
    ["99999999999999999", 2],
    ["٣", 2],
  ])("“%s” with %d digits is a problem, said in a sentence", (typed, digits) => {
    expect(parseDecimal(typed, digits)).toEqual({ problem: expect.stringMatching(/\.$/) });
  });
});

describe("what a person types as a quantity", () => {
  it.each(["0", "-1", "1.5", "", "1e3", "two", "9007199254740993"])(
    "“%s” is a problem",
    (typed) => {
      expect(parseQuantity(typed)).toHaveProperty("problem");
    },
  );

  it("“ 12 ” is 12", () => {
    expect(parseQuantity(" 12 ")).toEqual({ value: 12 });
  });

  it.each([3, 4])(
    "asks whether a comma before three digits sets thousands apart, of %d",
    (digits) => {
      expect(parseDecimal("1,250", digits)).toEqual({
        problem: "This can mean 1250 or 1.250: type one of these.",
      });
    },
  );

  it("asks about a point where the locale groups by points, and takes the comma for a decimal", () => {
    expect(parseDecimal("1.250", 3, "de")).toEqual({
      problem: "This can mean 1250 or 1,250: type one of these.",
    });
    expect(parseDecimal("1,250", 3, "de")).toEqual({ value: 1_250 });
    expect(parseDecimal("1.250", 3, "en")).toEqual({ value: 1_250 });
    expect(parseDecimal("01.250", 3, "de")).toEqual({ value: 1_250 });
    expect(parseDecimal("1.25", 3, "de")).toEqual({ value: 1_250 });
  });
});
