import { describe, expect, it } from "vitest";
import { describeImport } from "../../src/ui/actions/describe-import.ts";

describe("how an import is told", () => {
  it("tells what was read while there is nothing to judge by", () => {
    expect(describeImport({ done: 0, total: 900, read: 0 }, 5_000)).toBe("0 read");
    expect(describeImport({ done: 9, total: 900, read: 12 }, 200)).toBe("12 read");
  });

  it("tells speed and time left, judged by the bytes", () => {
    expect(describeImport({ done: 250, total: 1_000, read: 3_000 }, 2_000)).toBe(
      "3,000 read, 1,500 a second, about 6 s left",
    );
    expect(describeImport({ done: 10, total: 1_000, read: 3_000 }, 2_000)).toBe(
      "3,000 read, 1,500 a second, about 3 min left",
    );
  });
});
