import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findLiterals } from "./find-literals.ts";

/** Read by the browser alone. */
const FOR_THE_BROWSER = [
  "(prefers-color-scheme: dark)",
  "(prefers-contrast: more)",
  "a, button, input, label, select",
  "[data-list-tools][aria-expanded=false]",
  "main search input",
  "main form input",
  "input, textarea, [contenteditable], dialog",
  "input, textarea, select, [contenteditable], [role=menu], [role=listbox], dialog",
];

/** The catalogue itself, and files that scripts read, whose heads are the same in every language. */
const APART = /^(i18n|files\/csv)\//;

const SCREENS = readdirSync("src/ui", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !APART.test(path))
  .map((path) => `src/ui/${path}`);

it("no source file of the screens says anything itself", () => {
  const found = [...SCREENS, "src/main.tsx", "src/app/startup/resume-branch-copy.tsx"].flatMap(
    (path) =>
      findLiterals(path, readFileSync(path, "utf8"))
        .filter((text) => !FOR_THE_BROWSER.includes(text))
        .map((text) => `${path}: ${text}`),
  );
  expect(SCREENS.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

describe("the look for texts", () => {
  it.each([
    ["<p>Hello</p>", "Hello"],
    [`<p>{\`\${count} orders\`}</p>`, "… orders"],
    ['<Field label="Name" />', "Name"],
    ['const column = { title: "Name" };', "Name"],
    ['const told = "Nothing is lost.";', "Nothing is lost."],
  ])("finds what stands in %s", (source, text) => {
    expect(findLiterals("screen.tsx", source)).toEqual([text]);
  });

  it.each([
    '<p className="soft wide-one" role="status">{texts.orders.none}</p>',
    'import { one } from "./of two.ts";',
    'throw new Error("No book is open.");',
  ])("passes over %s", (source) => {
    expect(findLiterals("screen.tsx", source)).toEqual([]);
  });
});
