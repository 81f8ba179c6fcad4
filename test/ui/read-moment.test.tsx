import { describe, expect, it } from "vitest";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { readMoment } from "../../src/ui/palette/read-moment.ts";

// A Wednesday.
const NOW = new Date(2026, 4, 6, 10, 30).getTime() as EpochMs;
const at = (...parts: [number, number, number, number?, number?, number?, number?]) =>
  new Date(...parts).getTime();

describe("a moment in words", () => {
  it.each([
    ["last Friday 14:00", at(2026, 4, 1, 14)],
    ["yesterday", at(2026, 4, 5, 23, 59, 59, 999)],
    ["3 May 1997", at(1997, 4, 3, 23, 59, 59, 999)],
    ["1997-05-03 14:02", at(1997, 4, 3, 14, 2)],
    ["two hours ago", at(2026, 4, 6, 8, 30)],
  ])("“%s” is the moment that people mean by it", (text, moment) => {
    expect(readMoment(text, NOW)).toBe(moment);
  });

  it.each(["", "1204", "#1204", "Acme", "Friday Market", "10 500"])("“%s” is none", (text) => {
    expect(readMoment(text, NOW)).toBeUndefined();
  });
});
