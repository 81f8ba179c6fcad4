import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyOf, readCurrency } from "../../../src/formats/csv/cells/currency-marks.ts";
import {
  currencyIn,
  readDecimal,
  readDiscount,
  readMoney,
  readQuantity,
} from "../../../src/formats/csv/cells/parse-cells.ts";

describe("an amount", () => {
  test.each([
    ["1234.5", ".", 123_450],
    ["1,234.50", ".", 123_450],
    ["1.234,50", ",", 123_450],
    ["1 234,50", ",", 123_450],
    ["1’234.50", ".", 123_450],
    [".5", ".", 50],
    ["12,", ",", 1_200],
    ["-12.5", ".", -1_250],
    ["12.50-", ".", -1_250],
    ["(12.50)", ".", -1_250],
    ["12.5000", ".", 1_250],
    ["'-12.50", ".", -1_250],
    ["−12.50", ".", -1_250],
    ["–12,50", ",", -1_250],
    ["12.50 －", ".", -1_250],
    ["12,34,567.50", ".", 123_456_750],
    ["1,00,000", ".", 10_000_000],
    ["1.000", ",", 100_000],
    ["25,-", ",", 2_500],
    ["25,–", ".", 2_500],
    ["1'200.--", ".", 120_000],
    ["1.200,-", ",", 120_000],
    ["-25.-", ".", -2_500],
    ["25:-", ",", 2_500],
    ["1,200/-", ".", 120_000],
    ["\u200e12,50\u200f", ",", 1_250],
    ["\u202d1.234,50\u202c", ",", 123_450],
    ["\ufeff12.50", ".", 1_250],
    ["١٢٫٥٠", ".", 1_250],
    ["１２.５０", ".", 1_250],
  ] as const)("is read from %j with a decimal “%s”", (cell, sign, value) => {
    expect(readDecimal(cell, sign, 2)).toEqual({ value });
  });

  test.each([
    ["", "."],
    ["twelve", "."],
    ["1,2", "."],
    ["12,34.50", "."],
    ["1.2.3", "."],
    ["1,2,3", ","],
    ["1e3", "."],
    ["-12-", "."],
    ["12.505", "."],
    ["99999999999999999", "."],
    ["10 20", "."],
    ["12 34 56", "."],
    ["10\n20", "."],
    ["1\n000", "."],
    ["1\t000", "."],
    ["1\u2028000", "."],
    ["1  000", "."],
    ["1 000'000", "."],
    ["0,125", "."],
    ["0.125", ","],
    ["1.200,-", "."],
    ["12,50,-", ","],
    ["--12", "."],
    ["(-12)", "."],
    ["10-20", "."],
    ["12 pcs", "."],
    ["½", "."],
    ["1".repeat(100_000), "."],
  ] as const)("is not guessed from %j with a decimal “%s”", (cell, sign) => {
    expect(readDecimal(cell, sign, 2)).toHaveProperty("problem");
  });

  test.each(["EUR", "USD", "JPY", "KWD"])("in %s is read as people write it anywhere", (code) => {
    const currency = currencyOf(code);
    const places = [
      ["de", ","],
      ["en", "."],
      ["fr", ","],
      ["de-CH", "."],
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.constantFrom(...places),
        (minor, [place, sign]) => {
          const style = {
            style: "currency",
            currency: code,
            currencyDisplay: "narrowSymbol",
          } as const;
          const written = new Intl.NumberFormat(place, style).format(minor / 10 ** currency.digits);
          expect(readMoney(written, sign, currency)).toEqual({ value: minor });
        },
      ),
    );
  });

  test("of another currency than the row's is refused", () => {
    const euro = currencyOf("EUR");
    expect(readMoney("12.50 EUR", ".", euro)).toEqual({ value: 1_250 });
    expect(readMoney("$12.50", ".", euro)).toHaveProperty("problem", "“$12.50” is not in EUR");
    expect(readMoney("12.50 USD", ".", euro)).toHaveProperty("problem");
    expect(readMoney("$12.50", ".", currencyOf("USD"))).toEqual({ value: 1_250 });
    expect(readMoney("US$ 12.50", ".", currencyOf("CAD"))).toHaveProperty("problem");
    expect(readMoney("€ 12.50 USD", ".", euro)).toHaveProperty("problem");
  });

  test.each([
    ["EUR12.50", ".", "EUR", 1_250],
    ["12.50EUR", ".", "EUR", 1_250],
    ["€-12.50", ".", "EUR", -1_250],
    ["-€12.50", ".", "EUR", -1_250],
    ["€ (12.50)", ".", "EUR", -1_250],
    ["25,- €", ",", "EUR", 2_500],
    ["12,50 Euro", ",", "EUR", 1_250],
    ["1 234,50 zł", ",", "PLN", 123_450],
    ["1 234,50 Kč", ",", "CZK", 123_450],
    ["99 kr", ",", "SEK", 9_900],
    ["99:- kr.", ",", "NOK", 9_900],
    ["US$1,234.50", ".", "USD", 123_450],
    ["$.50", ".", "USD", 50],
    ["$12.50 CAD", ".", "CAD", 1_250],
    ["Rs.500", ".", "INR", 50_000],
    ["Rs. 1,23,456/-", ".", "INR", 12_345_600],
    ["₹12,34,567", ".", "INR", 123_456_700],
    ["R$ 1.234,50", ",", "BRL", 123_450],
    ["Fr. 25.--", ".", "CHF", 2_500],
    ["1.234 Ft", ",", "HUF", 123_400],
    ["￥1,200", ".", "JPY", 1_200],
    ["1,200円", ".", "JPY", 1_200],
    ["\u200f12.50\u00a0₪\u200f", ".", "ILS", 1_250],
  ] as const)("with a currency is read from %j", (cell, sign, code, value) => {
    expect(readMoney(cell, sign, currencyOf(code))).toEqual({ value });
  });

  test.each(["TBD", "12.50 TBD", "n/a", "12.50 / 13", "-", "€", "ALL", "5 XXX"])(
    "and its currency are not made of %j",
    (cell) => {
      expect(readMoney(cell, ".", currencyOf("EUR"))).toHaveProperty("problem");
      expect(currencyIn(cell)).toBeUndefined();
    },
  );

  test("tells the currency beside it, and whether that is the only one it can be", () => {
    expect(currencyIn("EUR12.50")).toEqual({ codes: ["EUR"], isSure: true });
    expect(currencyIn("12.50 zł")).toMatchObject({ codes: ["PLN"], isSure: true });
    expect(currencyIn("£4.50 CR")?.codes[0]).toBe("GBP");
    expect(currencyIn("12 kr")).toEqual({ codes: ["SEK", "NOK", "DKK", "ISK"], isSure: false });
    expect(currencyIn("12.50")).toBeUndefined();
  });
});

test("a quantity is whole and at least 1", () => {
  expect(readQuantity("12", ".")).toEqual({ value: 12 });
  expect(readQuantity("1,000.0", ".")).toEqual({ value: 1_000 });
  for (const cell of ["0", "-1", "1.5", "some"]) {
    expect(readQuantity(cell, ".")).toHaveProperty("problem");
  }
});

test("a discount is a per cent, or a fraction where the column holds such", () => {
  expect(readDiscount("5", ".", false)).toEqual({ value: 500 });
  expect(readDiscount("2.5 %", ".", true)).toEqual({ value: 250 });
  expect(readDiscount("0.15", ".", true)).toEqual({ value: 1_500 });
  expect(readDiscount("0,15", ",", false)).toEqual({ value: 15 });
  expect(readDiscount("101", ".", false)).toHaveProperty("problem");
});

test("a currency is three letters, or a sign or word that only one has", () => {
  expect(readCurrency("eur ")).toEqual({ value: "EUR" });
  expect(readCurrency("€")).toEqual({ value: "EUR" });
  expect(readCurrency("zł")).toEqual({ value: "PLN" });
  expect(readCurrency("US$")).toEqual({ value: "USD" });
  expect(readCurrency("TBD")).toHaveProperty("problem");
  expect(readCurrency("$")).toHaveProperty("problem");
});
