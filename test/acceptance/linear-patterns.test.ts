import { readdirSync } from "node:fs";
import { checkSync } from "recheck";
import { expect, test, vi } from "vitest";
import { builtPatterns, countBuilt, literalPatterns, type Pattern } from "./slow-patterns.ts";

const FILES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => `src/${name}`);

// By default it takes a pattern for slow once it has tried one text for a quarter of a second, which
// a busy machine makes of any.
const UNHURRIED = { timeout: 60_000, incubationTimeout: null, attackTimeout: null };

// The checker in JavaScript: it needs no program of its own.
process.env["RECHECK_BACKEND"] = "pure";

test("a pattern that takes the square of a text's length is found", () => {
  expect(slow({ source: String.raw`^\S+@\S+$`, flags: "", where: "here" })).toMatch(/^here: /);
  expect(slow({ source: "(?<=a*)b$", flags: "u", where: "here" })).toBeDefined();
});

test("every pattern takes time in proportion to the text that it is held against", () => {
  const patterns = FILES.flatMap(literalPatterns);
  expect(patterns.length).toBeGreaterThan(100);
  expect(patterns.flatMap((pattern) => slow(pattern) ?? [])).toEqual([]);
});

test("so does every pattern that is made out of parts", async () => {
  const files = FILES.filter((path) => countBuilt(path) > 0);
  vi.resetModules();
  const patterns = await builtPatterns(async () => {
    for (const path of files) await import(/* @vite-ignore */ `../../${path}`);
  });
  const count = files.reduce((sum, path) => sum + countBuilt(path), 0);
  expect(patterns.length).toBeGreaterThanOrEqual(count);
  expect(patterns.flatMap((pattern) => slow(pattern) ?? [])).toEqual([]);
});

/** Why a pattern is slow on some text; undefined for one that is linear. */
function slow({ source, flags, where }: Pattern): string | undefined {
  const { status } = checkSync(source, flags, UNHURRIED);
  return status === "safe" ? undefined : `${where}: /${source}/ is ${status}`;
}
