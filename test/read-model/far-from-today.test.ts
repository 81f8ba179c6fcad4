import { expect, it } from "vitest";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { farFromToday } from "../../src/read-model/queries/far-from-today.ts";

const NOW = Date.parse("2026-11-30T12:00:00Z") as EpochMs;

it.each([
  ["2026-11-30T12:00:00Z", undefined],
  ["2026-12-01T11:00:00Z", undefined],
  ["1996-07-04T00:00:00Z", undefined],
  ["2026-12-02T00:00:00Z", "ahead"],
  ["2062-11-30T00:00:00Z", "ahead"],
  ["1970-01-01T00:00:00Z", "behind"],
  ["0202-05-03T00:00:00Z", "behind"],
] as const)("a date of %s is %s of today", (time, far) => {
  expect(farFromToday(Date.parse(time) as EpochMs, NOW)).toBe(far);
});
