import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createNameTable } from "../../../src/eventlog/columns/string-table.ts";

it("A table of names numbers each once, in order of appearance, and finds it again", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.uuid(), fc.nat({ max: 50 }).map(String))),
      (names) => {
        const table = createNameTable();
        const numbers = names.map((name) => table.addName(name));
        const distinct = [...new Set(names)];
        expect(numbers).toEqual(names.map((name) => distinct.indexOf(name)));
        expect(table.count()).toBe(distinct.length);
        expect(distinct.map((_, number) => table.nameOf(number))).toEqual(distinct);
        expect(distinct.map(table.find)).toEqual(distinct.map((_, number) => number));
        expect(table.find("a name that nobody gave")).toBe(-1);
      },
    ),
    { seed: 1 },
  );
});

it("A table of names tells what a name begins with", () => {
  const prefixed = fc.constantFrom("", "order-", "ordér-", "username-");
  const id = fc.oneof(
    fc.uuid(),
    fc.stringMatching(/^[0-9a-f]{64}$/),
    fc.string(),
    fc.constant("\ud800"),
  );
  const name = fc.tuple(prefixed, id).map(([prefix, rest]) => prefix + rest);
  const ascii = fc.stringMatching(/^[\x21-\x7e]*$/);
  fc.assert(
    fc.property(name, fc.nat(110), ascii, (whole, length, other) => {
      const table = createNameTable();
      table.addName("another name");
      const number = table.addName(whole);
      table.addName("0123456789abcdef");
      const wanted = [whole.slice(0, length), whole.slice(0, length) + other, other];
      for (const beginning of wanted.filter((text) => /^[\x21-\x7e]*$/.test(text))) {
        expect(table.startsWith(number, beginning)).toBe(whole.startsWith(beginning));
      }
    }),
    { seed: 2, numRuns: 2_000 },
  );
});

it("A table of names grows to many", () => {
  const table = createNameTable();
  for (let number = 0; number < 100_000; number += 1) table.addName(`name ${number}`);
  expect(table.count()).toBe(100_000);
  expect(table.find("name 77777")).toBe(77_777);
  expect(table.nameOf(12_345)).toBe("name 12345");
});
