import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderTotal } from "../../src/domain/values/money.ts";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { openSession } from "../application/open-session.ts";

const monthAt = (time: EpochMs) => {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

type Step =
  | {
      readonly kind: "place";
      readonly client: number;
      readonly lines: number[];
      readonly month: number;
    }
  | {
      readonly kind: "cancel" | "ship" | "change";
      readonly order: number;
      readonly lines: number[];
    };

const lines = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("place" as const), client: fc.nat(2), lines, month: fc.nat(5) }),
    fc.record({
      kind: fc.constantFrom("cancel" as const, "ship" as const, "change" as const),
      order: fc.nat(9),
      lines,
    }),
  ),
  { minLength: 1, maxLength: 25 },
);

async function bookOf(all: readonly Step[]) {
  const session = await openSession();
  for (const client of [0, 1, 2]) {
    await session.bus.dispatch({
      type: "RegisterClient",
      username: `c${client}`,
      clientId: `c${client}`,
    });
  }
  const asLines = (products: readonly number[]) =>
    products.map((product) => ({
      productCode: `P${product}`,
      quantity: product + 1,
      unitPrice: 333,
      discount: 1_500 * product,
    }));
  let placed = 0;
  for (const step of all) {
    if (step.kind === "place") {
      await session.bus.dispatch({
        type: "PlaceOrder",
        orderId: `o${placed}`,
        client: `c${step.client}`,
        lines: asLines(step.lines),
        currency: step.client === 2 ? "JPY" : "EUR",
        occurredAt: Date.UTC(2024, step.month, 15),
      });
      placed += 1;
    } else {
      const orderId = `o${step.order}`;
      const type = { cancel: "CancelOrder", ship: "ShipOrder", change: "ChangeOrderLines" }[
        step.kind
      ];
      await session.bus.dispatch({
        type,
        orderId,
        ...(step.kind === "change" && { lines: asLines(step.lines) }),
      });
    }
  }
  return session.history;
}

describe("what was sold", () => {
  it("is, as of any position and however one comes there, what adding up the orders gives", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.array(fc.nat(60), { minLength: 1 }), async (all, leaps) => {
        const history = await bookOf(all);
        const sales = history.openSales(monthAt);
        for (const _ of history.orderFacts.read());
        for (const [turn, leap] of leaps.entries()) {
          const at = (leap % (history.head().position + 1)) as Position;
          const currency = turn % 3 === 2 ? "JPY" : "EUR";
          const counted = history.orders
            .rows(at)
            .filter((order) => order.status !== "cancelled" && order.currency === currency);
          const byMonth = new Map<number, bigint>();
          const byClient = new Map<string, bigint>();
          const byProduct = new Map<string, bigint>();
          const add = <Key>(sums: Map<Key, bigint>, key: Key, amount: number) =>
            sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount));
          for (const order of counted) {
            add(byMonth, monthAt(order.placedAt), order.total);
            add(byClient, order.clientId, order.total);
            for (const line of order.lines)
              add(byProduct, line.productCode, orderTotal([line]) ?? 0);
          }
          const told = sales.at(at, currency, 10);
          const paid = told.months.filter(({ revenue }) => revenue !== 0n);
          expect(new Map(paid.map(({ month, revenue }) => [month, revenue]))).toEqual(
            new Map([...byMonth].filter(([, sum]) => sum !== 0n)),
          );
          const clients = told.clients.map(({ place, revenue }) => {
            const [row] = history.clients.rows(at, place, place + 1);
            return [row?.id as string, revenue] as const;
          });
          expect(new Map(clients)).toEqual(new Map([...byClient].filter(([, sum]) => sum > 0n)));
          expect(clients.map(([, sum]) => sum)).toEqual(
            clients.map(([, sum]) => sum).sort((one, other) => Number(other - one)),
          );
          expect(new Map(told.products.map(({ code, revenue }) => [code, revenue]))).toEqual(
            new Map([...byProduct].filter(([, sum]) => sum > 0n)),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it("tells every month from the first to the last, those without an order too, and only the best", async () => {
    const history = await bookOf([
      { kind: "place", client: 0, lines: [0], month: 0 },
      { kind: "place", client: 1, lines: [1, 1], month: 3 },
    ]);
    const sales = history.openSales(monthAt);
    for (const _ of history.orderFacts.read());
    const told = sales.at(history.head().position, "EUR", 1);
    expect(told.months.map(({ revenue }) => revenue > 0)).toEqual([true, false, false, true]);
    expect(told.clients).toHaveLength(1);
    expect(told.products.map(({ code }) => code)).toEqual(["P1"]);
  });
});
