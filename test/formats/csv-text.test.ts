import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { guardFormulas, withoutGuards } from "../../src/formats/csv/cells/formula-guard.ts";
import { createCsvFile, csvLine } from "../../src/formats/csv-writer.ts";
import { HOSTILE_STRINGS } from "../fixtures/hostile-strings.ts";

describe("a line of a CSV file", () => {
  it("reads again as the cells that were written, whatever they hold", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(...Object.values(HOSTILE_STRINGS)),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (cells) => {
        const line = csvLine(["first", ...cells]);
        const { data } = Papa.parse<string[]>(line, { delimiter: ",", newline: "\r\n" });
        expect(data[0]?.map(withoutGuards)).toEqual(["first", ...cells]);
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
  ])("keeps a spreadsheet from running %j", (text) => {
    const line = csvLine([text, "b"]);
    expect(line).toMatch(/^"?'/);
  });

  it.each([";", "\t", "\n", "\r\n"])(
    "lets no formula begin where %j is taken for the end of a cell",
    (end) => {
      const line = csvLine(["a", `x${end}=1+1${end}"=2+2`, "b"]);
      const { data } = Papa.parse<string[]>(line, { delimiter: end, quoteChar: "\u0000" });
      for (const cell of data.flat()) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/);
    },
  );

  it("writes numbers as numbers, below 0 too, with every digit", () => {
    const cells = [-3, 0.5, { number: "-12.50" }, { number: "90071992547409.91" }, undefined];
    expect(csvLine(cells)).toBe("-3,0.5,-12.50,90071992547409.91,\r\n");
  });

  it("takes nothing for a number that is none", () => {
    expect(csvLine([Number.NaN, { number: "=1" }, { number: "1e5" }])).toBe(",'=1,1e5\r\n");
  });
});

describe("a guard against formulas", () => {
  it("can be taken off again, and takes nothing else with it", () => {
    const pieces = fc.constantFrom("'", '"', "=", "-", "＠", ";", "\t", "\n", "\r", " ", "a", "1");
    const text = fc.array(pieces, { maxLength: 9 }).map((chosen) => chosen.join(""));
    fc.assert(
      fc.property(text, (typed) => {
        expect(withoutGuards(guardFormulas(typed))).toBe(typed);
      }),
      { seed: 42, numRuns: 20_000 },
    );
  });

  it.each(["'=1+1", "'-5", "'+49 30", "''=1", "it's -5", "rock 'n' roll", "a'=1", "12-5", ""])(
    "gives %j back as it was typed",
    (typed) => {
      expect(withoutGuards(guardFormulas(typed))).toBe(typed);
    },
  );
});

describe("a CSV file", () => {
  it("says what it is, and begins so that spreadsheets read every letter", async () => {
    const writing = createCsvFile(["name"]);
    writing.add(["Zoë"]);
    const file = writing.end();
    expect(file.type).toBe("text/csv;charset=utf-8");
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(await file.text()).toBe("name\r\nZoë\r\n");
  });

  it("holds every line, however many there are", async () => {
    const writing = createCsvFile(["number"]);
    const numbers = Array.from({ length: 300_000 }, (_, number) => number);
    for (const number of numbers) writing.add([number]);
    const lines = (await writing.end().text()).trimEnd().split("\r\n");
    expect(lines).toEqual(["number", ...numbers.map(String)]);
  });
});
