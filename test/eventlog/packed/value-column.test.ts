import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createValueColumn } from "../../../src/eventlog/columns/json-column.ts";
import type { Json } from "../../../src/eventlog/envelope.ts";

const value = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }) as fc.Arbitrary<Json>;

it("A column of values gives back the newest of each place", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 20 }), value)), (settings) => {
      const column = createValueColumn();
      const newest = new Map(settings);

      for (const [place, one] of settings) column.set(place, one);

      for (const [place, one] of newest) expect(column.get(place)).toEqual(one);
    }),
  );
});

it("A column of values has none at a place that was not set", () => {
  const column = createValueColumn();
  column.set(2, "two");
  expect([-1, 0, 1, 3].map(column.get)).toEqual([undefined, undefined, undefined, undefined]);
});

it("A column of values takes one that is longer than all before", () => {
  const column = createValueColumn();
  const long = "x".repeat(2 ** 19);
  column.set(0, "short");
  column.set(1, long);
  column.set(2, "short again");
  expect([0, 1, 2].map(column.get)).toEqual(["short", long, "short again"]);
});
