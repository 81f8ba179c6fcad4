import { describe, expect, it } from "vitest";
import type { ClientId, OrderId } from "../../src/domain/ids.ts";
import {
  type RestorableOrder,
  restoreBalance,
  restoreClient,
  restoreOrder,
} from "../../src/domain/reversal/restoration.ts";

const id = "c-1" as ClientId;

function order(
  status: RestorableOrder["status"],
  quantity: number,
  version: number,
): RestorableOrder {
  const lines = [{ productCode: "TEA", quantity, unitPrice: 450 }];
  return { id: "o-1" as OrderId, status, lines, version };
}

describe("what brings a record back", () => {
  it("gives a client the former texts, and takes away what was not there", () => {
    const before = { id, version: 1, name: "Ada", phone: "1", address: "Ockham\nSurrey" };
    const now = { id, version: 3, name: "Ada L.", phone: "1", email: "a@example.org" };
    expect(restoreClient(before, now)).toEqual({
      kind: "possible",
      command: {
        ...{ type: "ChangeClient", client: id, name: "Ada", email: "" },
        ...{ address: "Ockham\nSurrey", expectedVersion: 3 },
      },
    });
    expect(restoreClient(undefined, now)).toEqual({ kind: "stays", why: "registered" });
  });

  it("gives an order its former lines while it is only placed", () => {
    expect(restoreOrder(order("placed", 1, 1), order("placed", 2, 4))).toMatchObject({
      command: { type: "ChangeOrderLines", lines: [{ quantity: 1 }], expectedVersion: 4 },
    });
    for (const status of ["paid", "shipped", "cancelled"] as const) {
      expect(restoreOrder(order("placed", 1, 1), order(status, 1, 4))).toEqual({
        ...{ kind: "stays", why: status },
      });
    }
  });

  it("cancels an order that was placed since, as long as that can be done", () => {
    for (const status of ["placed", "paid"] as const) {
      expect(restoreOrder(undefined, order(status, 1, 2))).toMatchObject({
        command: { type: "CancelOrder", orderId: "o-1", expectedVersion: 2 },
      });
    }
    expect(restoreOrder(undefined, order("shipped", 1, 2))).toMatchObject({ why: "shipped" });
    expect(restoreOrder(undefined, order("cancelled", 1, 2))).toMatchObject({ why: "withdrawn" });
  });

  it("moves the difference of a balance, and none", () => {
    expect(restoreBalance(id, 500, 200)).toEqual({
      kind: "possible",
      command: { type: "CreditWallet", client: id, amount: 300 },
    });
    expect(restoreBalance(id, undefined, 200)).toEqual({
      kind: "possible",
      command: { type: "DebitWallet", client: id, amount: 200 },
    });
    expect(restoreBalance(id, undefined, 0)).toEqual({ kind: "stays", why: "opened" });
    expect(restoreBalance(id, 200, 200)).toEqual({ kind: "stays", why: "refunded" });
  });
});
