import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparableUsername, type UsernameKey } from "../../src/domain/aggregates/username.ts";
import { usernameStream } from "../../src/domain/aggregates/username-stream.ts";
import { FRESH_KEY, KEY } from "./cast.ts";

describe("comparing usernames", () => {
  it.each([
    ["case", "Ada", "aDA"],
    ["space around it", " \t\u00a0Ada\u3000\n", "ada"],
    ["full-width letters", "Ａｄａ", "ada"],
    ["composed and combining accents", "Zo\u00eb", "Zoe\u0308"],
    ["ligatures", "ﬁnn", "finn"],
    ["sharp s in three ways", "Strauß", "STRAUSS"],
    ["the capital sharp s", "STRAUẞ", "strauß"],
    ["both small sigmas", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ"],
    ["the final sigma", "οδυσσευς", "οδυσσευσ"],
    ["a compatibility space inside", "ada\u00a0l", "ada l"],
  ])("goes past %s", (_, one, other) => {
    expect(comparableUsername(one)).toBe(comparableUsername(other));
  });

  it.each([
    ["accents", "zoe", "zoë"],
    ["space inside", "ada l", "adal"],
    ["letters of another alphabet that look alike", "аda", "ada"],
  ])("keeps %s apart", (_, one, other) => {
    expect(comparableUsername(one)).not.toBe(comparableUsername(other));
  });

  it("is settled: comparing a comparable form changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const once = comparableUsername(name);
        expect(comparableUsername(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never depends on the case of any letter that Unicode has, and is settled for it", () => {
    const astray: string[] = [];
    for (let point = 0; point <= 0x1ffff; point += 1) {
      const letter = String.fromCodePoint(point);
      const form = comparableUsername(letter);
      const others = [letter.toUpperCase(), letter.toLowerCase(), form].map(comparableUsername);
      if (others.some((other) => other !== form)) astray.push(letter);
    }
    expect(astray).toEqual([]);
  });
});

describe("the stream that reserves a username", () => {
  // The literal is the file format: should this fail, the code is wrong. Reservations of old logs hang on it.
  it("is what it was in the first version", () => {
    expect(usernameStream(KEY, "ada")).toBe(
      "username-12006d0a2edec93288c95cceb8c9d66f4e8c0f5c6ec7cec8860a98af244d3ec5",
    );
    expect(usernameStream(KEY, "Strauß")).toBe(
      "username-33401decac9380d3e87eb292de5c6b04ec3a898debda6e985054ba84f5c6ebca",
    );
  });

  it("is one for every form of the name", () => {
    expect(usernameStream(KEY, " STRAUSS ")).toBe(usernameStream(KEY, "strauß"));
  });

  it("is another in a book with another key", () => {
    expect(usernameStream(FRESH_KEY, "ada")).not.toBe(usernameStream(KEY, "ada"));
  });

  it("tells lone surrogates apart", () => {
    expect(usernameStream(KEY, "\ud83d")).not.toBe(usernameStream(KEY, "\ud83e"));
  });

  it("tells nobody the name, nor how long it is", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(usernameStream(KEY, name)).toMatch(/^username-[0-9a-f]{64}$/);
      }),
    );
    const guess = usernameStream("0".repeat(64) as UsernameKey, "ada");
    expect(guess).not.toBe(usernameStream(KEY, "ada"));
  });
});
