import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/eventlog/chain/canonical-json.ts";
import type { Json } from "../../src/eventlog/envelope.ts";
import { ValidationError } from "../../src/eventlog/errors.ts";

describe("canonical JSON, after RFC 8785", () => {
  it("writes the example of section 3.2.2", () => {
    const value: Json = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],' +
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts keys by UTF-16 unit, as in section 3.2.3: an emoji before a Hebrew letter", () => {
    const value: Json = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(Object.values(JSON.parse(canonicalJson(value)))).toHaveLength(7);
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control",' +
        '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",' +
        '"😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it("sorts at every depth, keeps the order of lists, and puts no space", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, []], a: {} })).toBe(
      '{"a":{},"b":[{"c":2,"d":1},[]]}',
    );
  });

  it("does not sort digits as numbers", () => {
    expect(canonicalJson({ 10: 1, 9: 2, 1: 3 })).toBe('{"1":3,"10":1,"9":2}');
  });

  it.each([
    [0, "0"],
    [-0, "0"],
    [5e-324, "5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [9007199254740992, "9007199254740992"],
    [999999999999999900000, "999999999999999900000"],
    [1e21, "1e+21"],
    [1e-7, "1e-7"],
    [0.000001, "0.000001"],
    [-33333333333.33333, "-33333333333.33333"],
  ])("writes the number %d as ECMAScript does", (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "has no text for %d",
    (number) => {
      expect(() => canonicalJson({ data: [number] })).toThrow(
        new ValidationError(`${number} is no JSON value; write null.`),
      );
    },
  );

  it.each([undefined, 1n, () => 1, Symbol("x"), new Date(0), new Map(), new (class {})()])(
    "has no text for what is no JSON value: %s",
    (value) => {
      for (const holding of [{ a: value }, { b: 1, a: value }, [value]] as unknown[]) {
        expect(() => canonicalJson(holding as Json)).toThrow(ValidationError);
      }
    },
  );

  it("has no text for a hole in a list", () => {
    expect(() => canonicalJson(new Array(1))).toThrow(ValidationError);
  });

  it("escapes control characters and nothing else", () => {
    expect(canonicalJson("\b\t\n\f\r\u0000\u001f\u007f\u2028/")).toBe(
      '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028/"',
    );
  });

  it("escapes lone surrogates, which UTF-8 cannot write, and keeps pairs", () => {
    expect(canonicalJson("\ud83d \ude00 \ud83d\ude00")).toBe('"\\ud83d \\ude00 😀"');
  });

  it("takes a key called __proto__ as any other", () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe(
      '{"__proto__":{"a":2},"b":1}',
    );
  });

  it("reads back as the same value, whatever the order of keys was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(text).toBe(canonicalJson(turned(value as Json)));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function turned(value: Json): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(turned);
  const members = Object.entries(value).map(([key, member]) => [key, turned(member)] as const);
  return Object.fromEntries(members.reverse());
}
