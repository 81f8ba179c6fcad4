import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/eventlog/envelope.ts";
import { newestVersion, type UpcasterChain, upcast } from "../../src/eventlog/upcast.ts";

const step = (name: string) => (data: JsonObject) => ({ ...data, [name]: true });
const chain: UpcasterChain = [step("two"), step("three")];

describe("bringing data to the newest version", () => {
  it.each([
    { from: 1, to: { a: 1, two: true, three: true } },
    { from: 2, to: { a: 1, three: true } },
    { from: 3, to: { a: 1 } },
  ])("takes every step from version $from on, in order", ({ from, to }) => {
    expect(upcast(chain, from, { a: 1 })).toEqual(to);
  });

  it.each([0, -1, 4, 1.5, Number.NaN])("does not know version %d", (version) => {
    expect(upcast(chain, version, { a: 1 })).toBeUndefined();
  });

  it("leaves what was written as it is", () => {
    const data = Object.freeze({ a: 1 });
    upcast(chain, 1, data);
    expect(data).toEqual({ a: 1 });
  });

  it("counts from 1", () => {
    expect(newestVersion([])).toBe(1);
    expect(newestVersion(chain)).toBe(3);
    expect(upcast([], 1, { a: 1 })).toEqual({ a: 1 });
    expect(upcast([], 2, { a: 1 })).toBeUndefined();
  });
});
