import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import type { Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { touchedRows } from "../../src/read-model/queries/event-effects.ts";
import { NOW, openSession } from "../application/open-session.ts";

const { bus, history, follower, log } = await openSession();
const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
// Events: 1 book, 2–3 ada, 4 placed, 5 opened, 6 credited, 7 requested, 8 debited, 9 paid.
await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c" });
await bus.dispatch({ type: "PlaceOrder", orderId: "o", client: "c", lines });
await bus.dispatch({ type: "CreditWallet", client: "c", amount: 500 });
await bus.dispatch({ type: "PayOrder", orderId: "o" });
await createCheckoutRunner(history, bus, () => follower.catchUp()).run();

function touchedBy(position: number) {
  const event = history.event(position as Position);
  return event ? touchedRows(history, event) : undefined;
}

describe("the rows that an event touched", () => {
  it("are told before and after it, field by field", () => {
    expect(touchedBy(6)).toEqual([
      {
        ...{ view: "wallets", key: "c", isNew: false, currency: "EUR" },
        fields: [{ field: "balance", before: 0, after: 500 }],
      },
    ]);
    expect(touchedBy(2)).toEqual([
      {
        ...{ view: "clients", key: "c", isNew: true },
        fields: [
          { field: "username", after: "ada" },
          { field: "registeredAt", after: NOW },
        ],
      },
    ]);
  });

  it("stand in every view that looks at it", () => {
    const told = touchedBy(9)?.map(({ view, key, fields }) => [
      view,
      key,
      fields.map(({ field }) => field),
    ]);
    expect(told).toEqual([
      ["orders", "o", ["status", "paidAt"]],
      ["checkouts", "o", ["pending", "outcome"]],
    ]);
    expect(touchedBy(8)?.map(({ view }) => view)).toEqual(["wallets", "checkouts"]);
  });

  it("are none of an event that no view looks at, nor of a row whose version alone rose", () => {
    expect([touchedBy(1), touchedBy(3)]).toEqual([[], []]);
    expect(touchedBy(7)?.map(({ view }) => view)).toEqual(["checkouts"]);
  });

  it("are none of an event that this version cannot read", async () => {
    const events = await log.read();
    const strange = createHistory();
    strange.add(events.slice(0, 2));
    const sang = { ...(events[1] as RecordedEvent), position: 3 as Position, version: 2 as never };
    for (const event of [
      { ...sang, type: "ClientSang" },
      { ...sang, schemaVersion: 99 },
      { ...sang, data: { username: 7 } },
    ]) {
      expect(touchedRows(strange, event)).toEqual([]);
    }
  });
});
