import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  EARLIEST,
  LATEST,
  parseInstant,
  parseIsoInstant,
} from "../../src/eventlog/util/rfc3339.ts";

it("An exported time is read as the instant it was written from", () => {
  fc.assert(
    fc.property(fc.integer({ min: EARLIEST, max: LATEST }), (instant) => {
      expect(parseIsoInstant(new Date(instant).toISOString())).toBe(instant);
    }),
    { numRuns: 5_000, examples: [[EARLIEST], [LATEST], [0], [-1], [Date.UTC(2000, 1, 29)]] },
  );
});

it("A time of any digits is an instant for both readers, or for none", () => {
  const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, "0"));
  const text = fc
    .tuple(
      fc.integer({ min: 0, max: 9_999 }),
      fc.nat({ max: 14 }),
      fc.nat({ max: 33 }),
      two,
      two,
      two,
    )
    .map(
      ([year, month, day, ...clock]) =>
        `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T${clock.join(":")}.000Z`,
    );
  fc.assert(
    fc.property(text, (written) => {
      expect(parseIsoInstant(written)).toBe(parseInstant(written));
    }),
    { numRuns: 5_000, examples: [["1900-02-29T00:00:00.000Z"], ["2000-02-29T23:59:59.000Z"]] },
  );
});

it.each([
  "",
  "2026-05-03",
  "2026-05-03T12:00:00Z",
  "2026-05-03T12:00:00.000+00:00",
  "+02026-05-03T12:00:00.000Z",
])("“%s” is not written as an export writes a time", (text) =>
  expect(parseIsoInstant(text)).toBeUndefined(),
);
