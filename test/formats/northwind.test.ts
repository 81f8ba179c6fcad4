import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CommandInput, parseCommand } from "../../src/domain/command-schema.ts";
import { lineGross, orderTotal } from "../../src/domain/values/money.ts";
import { northwindCommands } from "../../src/formats/northwind-sample.ts";

const sample = (name: string): string =>
  readFileSync(new URL(`../../public/samples/northwind/${name}.csv`, import.meta.url), "utf8");

const commands = northwindCommands({
  customers: sample("customers"),
  orders: sample("orders"),
  orderDetails: sample("order_details"),
  products: sample("products"),
});

function only<Type extends CommandInput["type"]>(type: Type) {
  return commands.filter(
    (command): command is Extract<CommandInput, { type: Type }> => command.type === type,
  );
}

const clients = only("RegisterClient");
const orders = only("PlaceOrder");
const shipments = only("ShipOrder");

describe("The Northwind sample", () => {
  it("has 91 clients, 830 orders and 809 shipments", () => {
    expect([clients.length, orders.length, shipments.length]).toEqual([91, 830, 809]);
    expect(commands).toHaveLength(1_730);
    expect(orders.flatMap(({ lines }) => lines)).toHaveLength(2_155);
  });

  it("comes to 1,354,458.59 before and 1,265,793.02 after discount", () => {
    const gross = orders.flatMap(({ lines }) =>
      lines.map((line) => lineGross(asLine(line)) ?? NaN),
    );
    expect(gross.reduce((sum, amount) => sum + amount, 0)).toBe(135_445_859);
    const net = orders.map(({ lines }) => orderTotal(lines.map(asLine)) ?? NaN);
    expect(net.reduce((sum, amount) => sum + amount, 0)).toBe(126_579_302);
  });

  it("is in order of time, and within a day clients come before orders before shipments", () => {
    const ranks = ["RegisterClient", "PlaceOrder", "ShipOrder", "CancelOrder"];
    const keys = commands.map(({ type, occurredAt = 0 }) => occurredAt * 4 + ranks.indexOf(type));
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    expect(new Date(commands[0]?.occurredAt ?? 0).toISOString()).toBe("1996-07-04T12:00:00.000Z");
    const last = Math.max(...orders.map(({ occurredAt = 0 }) => occurredAt));
    expect(new Date(last).toISOString()).toBe("1998-05-06T12:00:00.000Z");
  });

  it("never orders before the client is there, nor ships before the order is", () => {
    const there = new Set<string>();
    for (const command of commands) {
      if (command.type === "PlaceOrder") expect(there).toContain(command.client);
      if (command.type === "ShipOrder") expect(there).toContain(command.orderId);
      there.add(
        command.type === "RegisterClient"
          ? command.username
          : String("orderId" in command && command.orderId),
      );
    }
  });

  it("has commands that can be read, each with an id of its own", () => {
    for (const command of commands) expect(parseCommand(command)).toEqual(command);
    expect(new Set(commands.map(({ commandId }) => commandId)).size).toBe(1_730);
  });

  it("tells a client, an order and a shipment as the files do", () => {
    const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
    expect(clients.find(({ username }) => username === "PARIS")).toEqual({
      type: "RegisterClient",
      commandId: "northwind-client-PARIS",
      clientId: "northwind-PARIS",
      username: "PARIS",
      name: "Paris spécialités",
      phone: "(1) 42.34.22.66",
      occurredAt: noon("1996-07-04"),
    });
    expect(orders[2]).toEqual({
      type: "PlaceOrder",
      commandId: "northwind-order-10250",
      orderId: "northwind-10250",
      reference: "10250",
      client: "HANAR",
      currency: "EUR",
      occurredAt: noon("1996-07-08"),
      lines: [
        { productCode: "Jack's New England Clam Chowder", quantity: 10, unitPrice: 770 },
        { productCode: "Manjimup Dried Apples", quantity: 35, unitPrice: 4240, discount: 1500 },
        {
          productCode: "Louisiana Fiery Hot Pepper Sauce",
          quantity: 15,
          unitPrice: 1680,
          discount: 1500,
        },
      ],
    });
    expect(shipments.find(({ orderId }) => orderId === "northwind-10248")).toEqual({
      type: "ShipOrder",
      commandId: "northwind-ship-10248",
      orderId: "northwind-10248",
      occurredAt: noon("1996-07-16"),
    });
  });
});

function asLine({ discount = 0, ...line }: (typeof orders)[number]["lines"][number]) {
  return { ...line, discount };
}
