import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparableUsername } from "../../src/domain/aggregates/username.ts";
import { digitsIn, phoneDigits, searchable } from "../../src/read-model/columns/normalize-text.ts";

describe("a text as it is searched", () => {
  it.each([
    ["sharp s", "Strauß", "strauss"],
    ["a dotted capital I", "İstanbul", "istanbul"],
    ["a dotless i", "Işık", "isik"],
    ["a crossed l", "Łukasz", "lukasz"],
    ["a crossed o", "Søren", "soren"],
    ["a ligature", "Æsir", "aesir"],
    ["accents", "Zoë", "zoe"],
    ["a typographic apostrophe", "O’Brien", "o'brien"],
    ["a dash", "tea–time", "tea-time"],
    ["an acute accent for an apostrophe", "O´Brien", "o'brien"],
    ["a grave accent for an apostrophe", "O`Brien", "o'brien"],
    ["full-width letters", "Ａｄａ", "ada"],
    ["a final sigma", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ"],
    ["blanks around it", " ada ", " ada "],
    ["a mark that cannot be seen", "T\u200bE\u00adA", "tea"],
    ["a mark that turns the direction", "\u202dZoë\u202c", "zoe"],
  ])("folds %s", (_, text, folded) => {
    expect(searchable(text)).toBe(folded);
  });

  it("is the same for two names that are one username", () => {
    const unit = fc.constantFrom(..."aAäÄßẞiIıİſsSΣσςﬁÅK");
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit }), (one, other) => {
        if (comparableUsername(one) !== comparableUsername(other)) return;
        expect(searchable(one.trim())).toBe(searchable(other.trim()));
      }),
    );
  });

  it("is settled: folding again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(searchable(searchable(text))).toBe(searchable(text));
      }),
    );
  });
});

describe("a telephone number as it is searched", () => {
  it.each([
    ["+49 (30) 123-456", "4930123456"],
    ["030/123 456", "030123456"],
    ["０３０ 123", "030123"],
    ["\u202a+49 30 1\u202c", "49301"],
    ["٠٣٠ ١٢٣", "030123"],
    ["12", ""],
    ["ada 030", ""],
  ])("“%s” has the digits “%s”", (text, digits) => {
    expect(phoneDigits(text)).toBe(digits);
  });

  it.each([
    ["555-1234 ext. 5", "55512345"],
    ["tel:+49 30 1 (mobile)", "49301"],
    ["ask Ada", ""],
  ])("is found by any digits of “%s”", (text, digits) => {
    expect(digitsIn(text)).toBe(digits);
  });
});
