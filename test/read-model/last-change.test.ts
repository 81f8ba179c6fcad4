import { describe, expect, it } from "vitest";
import type { Position } from "../../src/eventlog/envelope.ts";
import { type ClientRow, clients } from "../../src/read-model/projections/clients.ts";
import { type OrderRow, orders } from "../../src/read-model/projections/orders.ts";
import { type WalletRow, wallets } from "../../src/read-model/projections/wallets.ts";
import { lastChange } from "../../src/read-model/queries/field-origin.ts";
import { openSession } from "../application/open-session.ts";

const { bus, history } = await openSession();
const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
const dearer = [{ productCode: "TEA", quantity: 1, unitPrice: 500 }];
// Events: 1 book opened, 2 and 3 registered and reserved, 4 name, 5 no name, 6 placed, 7 lines, 8 opened, 9 credited, 10 shipped.
await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c" });
await bus.dispatch({ type: "ChangeClient", client: "c", name: "Ada" });
await bus.dispatch({ type: "ChangeClient", client: "c", name: "" });
await bus.dispatch({ type: "PlaceOrder", orderId: "o", client: "c", lines });
await bus.dispatch({ type: "ChangeOrderLines", orderId: "o", lines: dearer });
await bus.dispatch({ type: "CreditWallet", client: "c", amount: 5 });
await bus.dispatch({ type: "ShipOrder", orderId: "o" });

const ofClient = (fields: readonly (keyof ClientRow)[], at: number, key = "c") =>
  lastChange({ view: history.clients, projection: clients }, key, fields, at as Position);
const ofOrder = (field: keyof OrderRow, at: number) =>
  lastChange({ view: history.orders, projection: orders }, "o", [field], at as Position);
const ofWallet = (field: keyof WalletRow, at: number) =>
  lastChange({ view: history.wallets, projection: wallets }, "c", [field], at as Position);

describe("the event that gave a field its value, as of a position", () => {
  it("is the last that changed it, and no other event of the row", () => {
    expect([ofOrder("status", 10), ofOrder("total", 10), ofOrder("currency", 10)]).toEqual([
      10, 7, 6,
    ]);
    expect([ofWallet("balance", 10), ofWallet("openedAt", 10)]).toEqual([9, 8]);
  });

  it("is none that comes later", () => {
    expect([ofOrder("total", 6), ofOrder("status", 9), ofOrder("status", 5)]).toEqual([
      6,
      6,
      undefined,
    ]);
  });

  it("is the one that took the value away, where it has none any more", () => {
    expect([ofClient(["name"], 4), ofClient(["name"], 5)]).toEqual([4, 5]);
  });

  it("is the last of several fields that make up one value", () => {
    expect(ofClient(["name", "username"], 3)).toBe(2);
    expect(ofClient(["name", "username"], 4)).toBe(4);
  });

  it("is none for a field that never had a value, nor for a row that is not there", () => {
    expect(ofClient(["phone"], 10)).toBeUndefined();
    expect(ofClient(["name"], 10, "nobody")).toBeUndefined();
  });
});
