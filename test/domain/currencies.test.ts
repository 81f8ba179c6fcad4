import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isCurrencyCode } from "../../src/domain/values/currencies.ts";
import { minorDigitsOf } from "../../src/domain/values/minor-digits.ts";

const PUBLISHED = new URL("../fixtures/iso-4217-list-one.xml", import.meta.url);

/** Code and minor units of each entry as the standard's maintenance agency publishes them; N.A. is none. */
function publishedCurrencies(): Map<string, number> {
  const entries = readFileSync(PUBLISHED, "utf8").matchAll(
    /<Ccy>([A-Z]{3})<\/Ccy>\s*<CcyNbr>\d+<\/CcyNbr>\s*<CcyMnrUnts>([^<]+)</g,
  );
  return new Map([...entries].map(([, code = "", units]) => [code, Number(units) || 0]));
}

describe("a currency", () => {
  it("has the minor digits that ISO 4217 publishes, whatever the browser thinks", () => {
    const published = publishedCurrencies();
    expect(published.size).toBeGreaterThan(170);
    const ours = [...published.keys()].map((code) => [code, minorDigitsOf(code)] as const);
    expect(new Map(ours)).toEqual(published);
  });

  it.each(["HUF", "IDR", "COP", "RSD", "PKR"])("of %s has two, as everywhere", (code) => {
    expect(minorDigitsOf(code)).toBe(2);
  });

  it.each(["TBD", "eur", "EURO", "€", "", "XXY"])("is not “%s”", (text) => {
    expect(isCurrencyCode(text)).toBe(false);
  });

  it("that is withdrawn keeps two digits, so that an old log still reads", () => {
    expect(isCurrencyCode("DEM")).toBe(false);
    expect(minorDigitsOf("DEM")).toBe(2);
  });
});
