import { describe, expect, it } from "vitest";
import type { Position } from "../../src/eventlog/envelope.ts";
import { clients } from "../../src/read-model/projections/clients.ts";
import { orders } from "../../src/read-model/projections/orders.ts";
import { rowChanges } from "../../src/read-model/queries/field-diff.ts";
import { NOW, openSession, orderOf } from "../application/open-session.ts";

describe("what changed of a row, field by field", () => {
  it("tells a client's registration, a change and what was taken away", async () => {
    const { bus, history } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "k", phone: "1" });
    await bus.dispatch({ type: "ChangeClient", client: "k", name: "Ada", phone: "" });
    const at = history.head().position;

    expect(rowChanges(clients, history.clients.changes("k", at))).toEqual([
      {
        position: 2,
        version: 1,
        occurredAt: NOW,
        type: "ClientRegistered",
        fields: [
          { field: "username", after: "ada" },
          { field: "phone", after: "1" },
          { field: "registeredAt", after: NOW },
        ],
      },
      {
        position: 4,
        version: 2,
        occurredAt: NOW,
        type: "ClientChanged",
        fields: [
          { field: "phone", before: "1" },
          { field: "name", after: "Ada" },
        ],
      },
    ]);
  });

  it("tells an order's steps, and nothing of later ones as of an earlier position", async () => {
    const { bus, history } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    await bus.dispatch({ ...orderOf("ada"), orderId: "o" });
    await bus.dispatch({ type: "CancelOrder", orderId: "o", reason: "too late" });
    const told = (at: number) =>
      rowChanges(orders, history.orders.changes("o", at as Position)).map(({ type, fields }) => [
        type,
        fields.map(({ field }) => field),
      ]);
    const placed = [
      "OrderPlaced",
      ["clientId", "lines", "currency", "status", "total", "placedAt"],
    ];
    expect(told(4)).toEqual([placed]);
    expect(told(5)).toEqual([placed, ["OrderCancelled", ["status", "reason", "closedAt"]]]);
  });
});
