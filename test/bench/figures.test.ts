import { describe, expect, it } from "vitest";
import { comparedFigure, describeFigure, isMeasured, plainFigure, rounds } from "./figures.mjs";

describe("A figure", () => {
  it("tells the median of its repetitions, the smallest and the largest", () => {
    expect(plainFigure("seek", "ms", [3, 1, 7])).toEqual({
      ...{ name: "seek", unit: "ms", value: 3 },
      spread: { min: 1, max: 7, runs: 3 },
    });
  });

  it("compares medians, and of each repetition the two that were measured in turn", () => {
    const measured = { own: [10, 20, 40], baseline: [100, 100, 50], beside: "`getAll`" };
    expect(comparedFigure("open", "ms", measured)).toMatchObject({
      ...{ value: 20, baseline: 100, ratio: 0.2, beside: "`getAll`" },
      ratioSpread: { min: 0.1, max: 0.8, runs: 3 },
    });
    expect(comparedFigure("import", "ms", { ...measured, isSpeedup: true })).toMatchObject({
      ratio: 5,
      ratioSpread: { min: 1.25, max: 10, runs: 3 },
    });
  });

  it("is one line: value, what stands beside it, and ratio, each with its spread", () => {
    const measured = { own: [1, 2, 3], baseline: [4, 4, 4], beside: "a bare put" };
    expect(describeFigure(comparedFigure("write", "ms", measured)).replace(/ +/g, " ")).toBe(
      "write 2 ms (1 to 3, 3 runs) beside 4 ms (4 to 4, 3 runs), a bare put " +
        "0.5 × (0.25 to 0.75, 3 runs)",
    );
  });

  it("is none where a number is missing", () => {
    expect(isMeasured(plainFigure("seek", "ms", [0]))).toBe(true);
    expect(isMeasured(plainFigure("seek", "ms", []))).toBe(false);
    expect(isMeasured({ name: "seek", unit: "ms", value: 1, baseline: Number.NaN })).toBe(false);
    expect(isMeasured({ name: "seek", unit: "ms", value: 1, ratio: 1 / 0 })).toBe(false);
  });
});

describe("Rounds", () => {
  it("are as many as are wanted, and no other begins once the budget is spent", async () => {
    expect(await rounds(async (round) => round)).toEqual([0, 1, 2]);
    expect(await rounds(async (round) => round, { budget: 0 })).toEqual([0]);
  });
});
