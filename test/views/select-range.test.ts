import * as fc from "fast-check";
import { expect, it } from "vitest";
import { selectRange } from "../../src/views/select-range.ts";

it("A range of the sorted numbers is what sorting all of them would give", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });
  fc.assert(
    fc.property(weights, fc.nat({ max: 220 }), fc.nat({ max: 40 }), (weight, from, length) => {
      const compare = (one: number, other: number) =>
        (weight[one] as number) - (weight[other] as number);
      const sorted = [...weight.keys()].sort((one, other) => compare(one, other) || one - other);
      const numbers = Uint32Array.from(weight.keys()).reverse();
      const begin = Math.min(from, numbers.length);
      const end = Math.min(from + length, numbers.length);
      selectRange(numbers, begin, end, compare);
      expect([...numbers.subarray(begin, end)]).toEqual(sorted.slice(begin, end));
      expect([...numbers].sort((a, b) => a - b)).toEqual([...weight.keys()]);
    }),
    { seed: 1 },
  );
});
