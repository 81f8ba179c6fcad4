import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import { packEvents } from "../../src/eventlog/encoding/event-page.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { fieldChanges } from "../../src/read-model/queries/field-diff.ts";
import { type Comparison, compare } from "../../src/read-model/queries/position-diff.ts";
import type { ComparedRows } from "../../src/read-model/queries/row-diff.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { openSession } from "../application/open-session.ts";

/** A book in which everything changes, and some of it back again. */
async function livelyBook() {
  const { bus, log, history, follower } = await openSession();
  const runner = createCheckoutRunner(history, bus, () => follower.catchUp());
  for (let turn = 0; turn < 40; turn += 1) {
    const client = `user-${turn % 7}`;
    const orderId = `o-${turn % 17}`;
    const lines = [{ productCode: "TEA", quantity: 1 + (turn % 3), unitPrice: 100 }];
    await bus.dispatch({ type: "RegisterClient", username: client, clientId: client });
    await bus.dispatch({ type: "ChangeClient", client, name: turn % 2 ? "Ada" : "Eda" });
    const currency = turn % 5 ? "EUR" : "JPY";
    await bus.dispatch({ type: "PlaceOrder", orderId, client, lines, currency });
    await bus.dispatch({ type: "CreditWallet", client, amount: 50 + turn });
    await bus.dispatch({ type: "ChangeOrderLines", orderId, lines });
    await bus.dispatch({ type: "PayOrder", orderId });
    await runner.run();
    if (turn % 4 === 0) await bus.dispatch({ type: "ShipOrder", orderId });
    if (turn % 6 === 0) await bus.dispatch({ type: "CancelOrder", orderId });
    await runner.run();
  }
  return log.read();
}

const events = await livelyBook();
const history = createHistory();
history.add(events);
const head = history.head().position;
const anyPosition = fc.nat({ max: head }).map((at) => at as Position);

/** The history of the first events alone: a plain fold up to a moment. */
function upTo(at: Position): History {
  const earlier = createHistory();
  earlier.add(events.slice(0, at));
  return earlier;
}

function lookedAt(from: Position, to: Position, of = history): Comparison {
  const comparison = compare(of, from, to);
  for (const _ of comparison.look());
  return comparison;
}

const VIEWS = ["clients", "orders", "wallets"] as const;
const keyOf = (row: object) => ("id" in row ? row.id : (row as { clientId: string }).clientId);

/** Both moments folded from the start, and held against each other row by row. */
function differencesByFold(from: Position, to: Position) {
  const [early, late] = [upTo(from), upTo(to)];
  return VIEWS.map((view) => {
    const before = new Map(early[view].rows(from).map((row) => [keyOf(row), row]));
    const rows: object[] = late[view].rows(to);
    const told = rows.map((row) => ({
      isNew: !before.has(keyOf(row)),
      key: keyOf(row),
      fields: fieldChanges(before.get(keyOf(row)), row),
    }));
    const differing = told.filter(({ fields }) => fields.length > 0);
    return [...differing.filter((row) => !row.isNew), ...differing.filter((row) => row.isNew)];
  });
}

function told<Row extends object>(rows: ComparedRows<Row>) {
  return [...rows.all()].map(({ before, after, fields }) => ({
    isNew: before === undefined,
    key: keyOf(after),
    fields,
  }));
}

function totals(at: Position, view: "orders" | "wallets") {
  const sums = new Map<string, number>();
  for (const row of upTo(at)[view].rows(at)) {
    if ("status" in row && row.status === "cancelled") continue;
    const amount = "total" in row ? row.total : row.balance;
    sums.set(row.currency, (sums.get(row.currency) ?? 0) + amount);
  }
  return sums;
}

function moreOf(view: "orders" | "wallets", from: Position, to: Position) {
  const [before, after] = [totals(from, view), totals(to, view)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((currency) => ({
      currency,
      amount: BigInt(after.get(currency) ?? 0) - BigInt(before.get(currency) ?? 0),
    }))
    .filter(({ amount }) => amount !== 0n);
}

describe("what differs between two moments", () => {
  it("is what a fold of each and a look at every row would find, whatever the moments", () => {
    fc.assert(
      fc.property(anyPosition, anyPosition, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const comparison = lookedAt(from, to);
        expect(VIEWS.map((view) => told<object>(comparison[view]))).toEqual(
          differencesByFold(from, to),
        );
        expect(comparison.orderValue()).toEqual(moreOf("orders", from, to));
        expect(comparison.balance()).toEqual(moreOf("wallets", from, to));
        expect(comparison.progress().done).toBe(comparison.progress().total);
      }),
      { seed: 31, numRuns: 120 },
    );
  });

  it("is listed line by line: each field of what changed, then each new row as a whole", () => {
    fc.assert(
      fc.property(anyPosition, anyPosition, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const { orders } = lookedAt(from, to);
        const listed = Array.from({ length: orders.lineCount() }, (_, index) => {
          const line = orders.lineAt(index);
          return [line?.after.id, line?.field];
        });
        const wanted = [...orders.all()].flatMap(({ before, after, fields }) =>
          (before ? fields : [undefined]).map((field) => [after.id, field]),
        );
        expect(listed).toEqual(wanted);
        expect(orders.lineAt(orders.lineCount())).toBeUndefined();
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it("is the same where the events came as pages", () => {
    const paged = createHistory();
    paged.addPage(packEvents(events.map((event) => ({ events: [event] }))));
    const [from, to] = [Math.floor(head / 3) as Position, head];
    expect(VIEWS.map((view) => told<object>(lookedAt(from, to, paged)[view]))).toEqual(
      VIEWS.map((view) => told<object>(lookedAt(from, to)[view])),
    );
  });

  it("is nothing between a moment and itself, and all there is since the beginning", () => {
    const same = lookedAt(head, head);
    expect(VIEWS.map((view) => same[view].lineCount())).toEqual([0, 0, 0]);
    expect([same.orderValue(), same.balance()]).toEqual([[], []]);
    const all = lookedAt(0 as Position, head);
    expect(VIEWS.map((view) => all[view].added)).toEqual(
      VIEWS.map((view) => history[view].count(head)),
    );
    expect(VIEWS.map((view) => all[view].changed())).toEqual([0, 0, 0]);
  });

  it("leaves out what changed and changed back, and what only got another version", async () => {
    const { bus, history: book } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c", name: "Ada" });
    await bus.dispatch({
      ...{ type: "PlaceOrder", orderId: "o", client: "ada" },
      lines: [{ productCode: "TEA", quantity: 1, unitPrice: 100 }],
    });
    const from = book.head().position;
    await bus.dispatch({ type: "ChangeClient", client: "ada", name: "Eda" });
    await bus.dispatch({ type: "ChangeClient", client: "ada", name: "Ada" });
    await bus.dispatch({ type: "PayOrder", orderId: "o" });
    const comparison = lookedAt(from, book.head().position, book);
    expect(VIEWS.map((view) => comparison[view].lineCount())).toEqual([0, 0, 0]);
    expect(comparison.progress()).toEqual({ done: 2, total: 2 });
  });
});
