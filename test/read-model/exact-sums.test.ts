import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactSums } from "../../src/read-model/columns/exact-sums.ts";

describe("running sums", () => {
  it("are exact beyond 2⁵³, also after they have come back below it", () => {
    const amount = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(1, -1, Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), amount), { maxLength: 60 }), (additions) => {
        const sums = createExactSums();
        const wanted = [0n, 0n, 0n];
        for (const [place, value] of additions) {
          sums.add(place, value);
          wanted[place] = (wanted[place] ?? 0n) + BigInt(value);
        }
        expect([0, 1, 2].map(sums.valueOf)).toEqual(wanted);
      }),
    );
  });

  it("go on apart from their copy", () => {
    const sums = createExactSums();
    sums.add(0, 5);
    const copy = sums.copy();
    copy.add(0, 1);
    expect([sums.valueOf(0), copy.valueOf(0)]).toEqual([5n, 6n]);
  });
});
