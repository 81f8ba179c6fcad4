import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  currencyOf,
  readCurrency,
  readDate,
  readDecimal,
  readDiscount,
  readMoney,
  readQuantity,
} from "../../../src/transfer/csv/cells.ts";

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

test("a currency is three letters, or a sign that only one has", () => {
  expect(readCurrency("eur ")).toEqual({ value: "EUR" });
  expect(readCurrency("€")).toEqual({ value: "EUR" });
  expect(readCurrency("$")).toHaveProperty("problem");
});

describe("a date", () => {
  const noon = new Date(2026, 4, 3, 12).getTime();
  test.each([
    ["2026-05-03", "dmy", noon],
    ["2026/5/3", "mdy", noon],
    ["3.5.2026", "dmy", noon],
    ["03/05/26", "dmy", noon],
    ["05/03/2026", "mdy", noon],
    ["3.5.2026 14:02", "dmy", new Date(2026, 4, 3, 14, 2).getTime()],
    ["2026-05-03 14:02:07", "ymd", new Date(2026, 4, 3, 14, 2, 7).getTime()],
    ["2026-05-03T14:02:07Z", "dmy", Date.UTC(2026, 4, 3, 14, 2, 7)],
    ["2026-05-03 14:02:07+02:00", "dmy", Date.UTC(2026, 4, 3, 12, 2, 7)],
    ["29.2.2024", "dmy", new Date(2024, 1, 29, 12).getTime()],
  ] as const)("is read from %j as %s", (cell, order, value) => {
    expect(readDate(cell, order)).toEqual({ value });
  });

  test.each(["30.2.2026", "13/13/2026", "0.5.2026", "3.5.", "46145", "tomorrow", "3.5.2026 25:00"])(
    "is not made of %j",
    (cell) => {
      expect(readDate(cell, "dmy")).toHaveProperty("problem");
    },
  );
});
