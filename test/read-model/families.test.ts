import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShelf } from "../../src/eventlog/columns/column-set.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import {
  createFamilies,
  FAMILIES,
  familyOf,
} from "../../src/read-model/columns/event-categories.ts";

const TYPES = ["ClientRegistered", "OrderPlaced", "WalletCredited", "BookOpened", "SomethingNew"];

describe("the families of events", () => {
  it.each([
    ["UsernameReserved", "client"],
    ["OrderShipped", "order"],
    ["PaymentRequested", "money"],
    ["CheckoutParked", "money"],
    ["BookOpened", "other"],
    ["WhatNobodyKnows", "other"],
  ])("put %s among %s", (type, family) => {
    expect(familyOf(type)).toBe(family);
  });

  it("count any stretch as one by one would, however they came and wherever it begins", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3_000, size: "max" }),
        fc.array(fc.tuple(fc.nat(3_000), fc.nat(3_000)), { minLength: 1, maxLength: 20 }),
        (types, stretches) => {
          const families = createFamilies(createShelf());
          types.forEach((type, index) => {
            families.add((index + 1) as Position, type);
          });
          for (const [one, other] of stretches) {
            const [after, upTo] = [Math.min(one, other), Math.max(one, other)];
            const counts = new Uint32Array(FAMILIES.length);
            families.countInto(counts, after as Position, upTo as Position);
            const wanted = FAMILIES.map(
              (family) =>
                types.slice(after, upTo).filter((type) => familyOf(type) === family).length,
            );
            expect([...counts]).toEqual(wanted);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
