import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMAND_TYPES } from "../../src/domain/command-schema.ts";
import { knownCode, sayRefusal, UNKNOWN_RULE } from "../../src/domain/describe-rejection.ts";
import { REJECTION_CODES } from "../../src/domain/rejection.ts";
import { commandFits, isCommandType } from "../../src/domain/reversal/command-fits.ts";
import type { JsonObject, StreamName } from "../../src/eventlog/envelope.ts";
import { openSession, orderOf } from "../application/open-session.ts";

function recorded(stream: string, type: string, data: JsonObject) {
  return { stream: stream as StreamName, type, data, schemaVersion: 1 };
}

const mailChanged = recorded("client-ada", "ClientChanged", { email: "ada@example.org" });
const moved = {
  ...recorded("client-ada", "ClientChanged", { address: "Ockham\nSurrey" }),
  schemaVersion: 2,
};
const line = { productCode: "TEA", quantity: 2, unitPrice: 450 };
const placed = recorded("order-1", "OrderPlaced", {
  clientId: "ada",
  currency: "EUR",
  lines: [line],
});
const credited = recorded("wallet-ada", "WalletCredited", { amount: 500 });
const refunded = recorded("wallet-ada", "WalletCredited", { amount: 500, refund: "1" });

describe("a command and the events that it came to", () => {
  it.each([
    ["ChangeClient", { client: "ada", email: " ada@example.org ", name: "As it was" }, mailChanged],
    ["ChangeClient", { client: "ada", address: " Ockham \r\n\tSurrey" }, moved],
    ["RegisterClient", { username: "ada", address: "Ockham\n\nSurrey" }, moved],
    ["PlaceOrder", { client: "Ada", lines: [{ ...line, discount: 0 }] }, placed],
    ["PlaceOrder", { orderId: "1", client: "ada", currency: "EUR", lines: [line] }, placed],
    ["CreditWallet", { client: "ada", amount: 500, defaultCurrency: "EUR" }, credited],
    ["RefundOrder", { orderId: "1" }, refunded],
    ["OfANewerVersion", {}, recorded("thing-1", "ThingDone", {})],
  ])("fit: %s %j", (type, payload, event) => {
    expect(commandFits({ type, payload }, [event])).toBe(true);
  });

  it.each([
    ["PlaceOrder", { client: "ada", lines: [line] }, mailChanged],
    ["ChangeClient", { client: "ada", email: "bob@example.org" }, mailChanged],
    ["ChangeClient", { client: "ada", address: "Ockham Surrey" }, moved],
    ["RegisterClient", { username: "ada", address: "London" }, moved],
    ["PlaceOrder", { orderId: "2", client: "ada", lines: [line] }, placed],
    ["PlaceOrder", { client: "ada", lines: [{ ...line, quantity: 1 }] }, placed],
    ["PlaceOrder", { client: "ada", lines: [line, line] }, placed],
    ["PlaceOrder", { client: "ada", lines: [line], currency: "USD" }, placed],
    ["CreditWallet", { client: "ada", amount: 5 }, credited],
    ["DebitWallet", { client: "ada", amount: 500 }, credited],
    ["CreditWallet", { client: "ada", amount: "500" }, credited],
    ["Log in at https://evil.example", {}, mailChanged],
    ["constructor", {}, mailChanged],
  ])("do not fit: %s %j", (type, payload, event) => {
    expect(commandFits({ type, payload }, [event])).toBe(false);
  });

  it("do not fit where one of several is of another command", () => {
    const payload = { client: "ada", lines: [line] };
    expect(commandFits({ type: "PlaceOrder", payload }, [placed, mailChanged])).toBe(false);
  });

  it("fit where this app decided them, whatever was asked for", async () => {
    const { bus, log, runWorkflows } = await openSession();
    runWorkflows();
    await bus.dispatch({ type: "RegisterClient", username: " Ada ", name: " A. ", phone: "1 2" });
    await bus.dispatch({
      type: "RegisterClient",
      username: "bob",
      address: " A \r\n\r\n B\u2028C ",
    });
    await bus.dispatch({ type: "ChangeClient", client: "ADA", name: " ", email: " a@b.org " });
    await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 100_000, currency: "EUR" });
    for (const orderId of ["o1", "o2", "o3"]) {
      await bus.dispatch({ ...orderOf("ada"), orderId, reference: " r " });
    }
    await bus.dispatch({ type: "ChangeOrderLines", orderId: "o1", lines: [line] });
    await bus.dispatch({ type: "PayOrder", orderId: "o1" });
    await expect
      .poll(async () => (await log.read()).map(({ type }) => type), { timeout: 30_000 })
      .toContain("OrderPaid");
    await bus.dispatch({ type: "CancelOrder", orderId: "o1", reason: " changed my mind " });
    await expect
      .poll(async () => (await log.read()).filter(({ data }) => "refund" in data).length, {
        timeout: 30_000,
      })
      .toBe(1);
    await bus.dispatch({ type: "ShipOrder", orderId: "o2" });
    await bus.dispatch({ type: "DebitWallet", client: "ada", amount: 5 });

    const events = await log.read();
    const entries = await log.journal();
    expect(entries.length).toBeGreaterThan(12);
    for (const entry of entries) {
      if (entry.outcome !== "accepted" || !entry.command) throw new Error("It was refused.");
      const own = entry.positions.map((position) => events[position - 1] as (typeof events)[0]);
      expect([entry.command.type, commandFits(entry.command, own)]).toEqual([
        entry.command.type,
        true,
      ]);
    }
  });
});

describe("what a refusal is shown as", () => {
  it("is a sentence of this app for every code, and none of the record’s", () => {
    for (const code of REJECTION_CODES) expect(sayRefusal(code)).toMatch(/^[A-Z].*\.$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("constructor", "__proto__")), (code) => {
        if (knownCode(code) !== code) {
          expect(knownCode(code)).toBe(UNKNOWN_RULE);
          expect(sayRefusal(code)).toBe(sayRefusal(UNKNOWN_RULE));
        }
      }),
    );
  });

  it("knows the commands of people and of workflows, and no others", () => {
    for (const type of [...COMMAND_TYPES, "ParkCheckout"]) expect(isCommandType(type)).toBe(true);
    for (const type of ["", "Log in", "toString"]) expect(isCommandType(type)).toBe(false);
  });
});
