import { describe, expect, it } from "vitest";
import { parsePosition, positionAfter } from "../../src/eventlog/envelope.ts";
import { at } from "./attempts.ts";

describe("reading a position from outside", () => {
  it.each([
    [0, 0],
    [1, 1],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ["0", 0],
    ["17", 17],
    ["0000000000000017", 17],
  ])("takes %j", (value, position) => {
    expect(parsePosition(value)).toBe(position);
  });

  it.each([
    -1,
    1.5,
    Number.NaN,
    2 ** 53,
    "",
    "-1",
    "1.5",
    " 1",
    "1 ",
    "x1",
    "1x",
    "1e3",
    "00000000000000017",
  ])("refuses %j", (value) => {
    expect(parsePosition(value)).toBeUndefined();
  });

  it.each([undefined, null, true, {}, [], [1], 1n])("refuses %s", (value) => {
    expect(parsePosition(value)).toBeUndefined();
  });
});

it("counts on from a position", () => {
  expect(positionAfter(at(3))).toBe(4);
  expect(positionAfter(at(3), 10)).toBe(13);
});
