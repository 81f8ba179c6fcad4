import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import { client } from "../../src/domain/aggregates/client.ts";
import { wallet } from "../../src/domain/aggregates/wallet.ts";
import type { BookEvent } from "../../src/domain/events.ts";
import { type ClientId, clientStream, type OrderId, orderStream } from "../../src/domain/ids.ts";
import { hashAgain } from "../../src/eventlog/chain/rehash.ts";
import { packEvents } from "../../src/eventlog/encoding/event-page.ts";
import {
  type EpochMs,
  type Position,
  type RecordedEvent,
  START,
  type StreamName,
} from "../../src/eventlog/envelope.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { clients } from "../../src/read-model/projections/clients.ts";
import { type OrderRow, orders } from "../../src/read-model/projections/orders.ts";
import type { History } from "../../src/read-model/read-model.ts";
import type { OrderQuery } from "../../src/read-model/search/order-search.ts";
import { openSession, orderOf } from "../application/open-session.ts";

async function eventsOfABook(): Promise<RecordedEvent[]> {
  const { bus, log, history } = await openSession();
  for (const username of ["ada", "bob"]) await bus.dispatch({ type: "RegisterClient", username });
  for (let count = 1; count <= 4; count += 1) await bus.dispatch(orderOf("ada", "TEA", count));
  const [first, second] = history.orders.rows(99 as Position);
  await bus.dispatch({ type: "ShipOrder", orderId: first?.id });
  await bus.dispatch({ type: "CancelOrder", orderId: second?.id, reason: "changed his mind" });
  return log.read();
}

describe("a view as of a position", () => {
  it("equals a fold of the log up to there, at every position, whatever is asked first", async () => {
    const events = await eventsOfABook();
    const whole = createHistory();
    whole.add(events);
    const position = fc.integer({ min: 0, max: events.length });
    fc.assert(
      fc.property(position, (at) => {
        const upTo = createHistory();
        upTo.add(events.slice(0, at));
        const live = upTo.head().position;
        for (const name of ["clients", "orders"] as const) {
          expect(whole[name].rows(at as Position)).toEqual(upTo[name].rows(live));
          expect(whole[name].count(at as Position)).toBe(upTo[name].count(live));
        }
      }),
      { seed: 20261121 },
    );
  });

  it("gives any part of the rows, in order of creation", async () => {
    const history = createHistory();
    history.add(await eventsOfABook());
    const { position } = history.head();
    const all = history.orders.rows(position);
    expect(all.map(({ status }) => status)).toEqual(["shipped", "cancelled", "placed", "placed"]);
    expect(history.orders.rows(position, 1, 3)).toEqual(all.slice(1, 3));
    expect(history.orders.rows(position, 3, 99)).toEqual(all.slice(3));
  });

  it("tells which events made a row what it was", async () => {
    const history = createHistory();
    history.add(await eventsOfABook());
    const [order] = history.orders.rows(history.head().position);
    const types = (at: number) =>
      history.orders.changes(order?.id ?? "", at as Position).map(({ event }) => event.type);
    expect(types(history.head().position)).toEqual(["OrderPlaced", "OrderShipped"]);
    expect(types(6)).toEqual(["OrderPlaced"]);
  });
});

describe("asking for what is not there", () => {
  it("gives nothing, and breaks nothing", async () => {
    const history = createHistory();
    history.add(await eventsOfABook());
    const at = history.head().position;
    const nobody = "client-nobody" as StreamName;
    expect(history.stateOf(client, nobody, at)).toBe(client.initialState);
    expect(history.versionOf(nobody, at)).toBe(0);
    expect(history.clients.row("nobody", at)).toBeUndefined();
    expect(history.clients.changes("nobody", at)).toEqual([]);
    expect(history.event(0 as Position)).toBeUndefined();
    expect(history.event((at + 1) as Position)).toBeUndefined();
  });

  it("gives the first events up to a position, as recorded", async () => {
    const events = await eventsOfABook();
    const history = createHistory();
    history.add(events);
    expect([...hashAgain(history.eventsUpTo(2 as Position))]).toEqual(events.slice(0, 2));
    expect([...history.eventsUpTo(0 as Position)]).toEqual([]);
  });

  it("asks a stream as it stood, not as it is", async () => {
    const history = createHistory();
    history.add(await eventsOfABook());
    const [order] = history.orders.rows(history.head().position);
    const stream = orderStream(order?.id as OrderId);
    expect(history.versionOf(stream, 6 as Position)).toBe(1);
    expect(history.versionOf(stream, history.head().position)).toBe(2);
  });
});

describe("events that this version cannot read", () => {
  it("are kept, count in their stream, and change no view", async () => {
    const [opened, registered] = await eventsOfABook();
    const history = createHistory();
    history.add([opened, registered].filter((event) => event !== undefined));
    const stream = registered?.stream ?? clientStream("?" as ClientId);
    history.add([
      {
        ...(registered as RecordedEvent),
        position: 3 as Position,
        version: 2 as never,
        type: "ClientSang",
      },
      {
        ...(registered as RecordedEvent),
        position: 4 as Position,
        version: 3 as never,
        schemaVersion: 99,
      },
      {
        ...(registered as RecordedEvent),
        position: 5 as Position,
        version: 4 as never,
        data: { username: 7 },
      },
    ]);
    const at = 5 as Position;
    expect(history.clients.rows(at)).toHaveLength(1);
    expect(history.versionOf(stream, at)).toBe(4);
    expect(history.stateOf(client, stream, at)).toEqual({ status: "registered", username: "ada" });
    expect(history.event(at)?.data).toEqual({ username: 7 });
  });
});

describe("the position at a time", () => {
  it("never runs backwards when something is entered late", async () => {
    const { bus, history } = await openSession();
    const days = ["2024-01-10", "2024-03-10", "2024-02-10", "2024-04-10"];
    for (const [index, day] of days.entries()) {
      const occurredAt = `${day}T12:00:00Z`;
      await bus.dispatch({ type: "RegisterClient", username: `client ${index}`, occurredAt });
    }
    const at = (day: string) => history.positionAt(Date.parse(day) as EpochMs);
    expect([
      at("2024-01-01"),
      at("2024-01-20"),
      at("2024-02-20"),
      at("2024-03-20"),
      at("2024-05-01"),
    ]).toEqual([0, 3, 3, 7, 9]);
  });
});

it("the projections have a name and a version, for checkpoints", () => {
  expect([clients, orders].map(({ name, version }) => [name, version])).toEqual([
    ["clients", 1],
    ["orders", 1],
  ]);
});

/** A book in which everything happens: edits, payments, refunds, a parked checkout, many moves of one wallet. */
async function eventsOfABusyBook(): Promise<RecordedEvent[]> {
  const { bus, log, follower, history } = await openSession();
  const runner = createCheckoutRunner(history, bus, () => follower.catchUp());
  const random = prand();
  await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada" });
  await bus.dispatch({ type: "RegisterClient", username: "bob", clientId: "c-bob" });
  for (let turn = 0; turn < 160; turn += 1) {
    const orderId = `o-${Math.floor(random() * 40)}`;
    const client = random() < 0.5 ? "ada" : "bob";
    const currency = random() < 0.2 ? "USD" : "EUR";
    const lines = [{ productCode: "TEA", quantity: 1 + (turn % 7), unitPrice: 450 }];
    const choices = [
      { type: "PlaceOrder", orderId, client, currency, lines },
      { type: "ChangeOrderLines", orderId, lines },
      { type: "ShipOrder", orderId },
      { type: "CancelOrder", orderId },
      { type: "PayOrder", orderId },
      { type: "ChangeClient", client, name: `name ${turn}` },
      { type: "CreditWallet", client: "ada", amount: 100 + turn },
      { type: "DebitWallet", client: "ada", amount: 10 },
    ];
    await bus.dispatch(choices[Math.floor(random() * choices.length)]);
    await runner.run();
  }
  for (let turn = 0; turn < 300; turn += 1) {
    await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 1 });
  }
  return log.read();
}

function prand(): () => number {
  let state = 20261121;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

function everythingAt(history: History, at: Position, streams: readonly StreamName[]) {
  return {
    clients: history.clients.rows(at),
    orders: history.orders.rows(at),
    wallets: history.wallets.rows(at),
    checkouts: history.checkouts.rows(at),
    counts: [history.clients.count(at), history.orders.count(at), history.checkouts.count(at)],
    summary: history.orderSummary(at),
    versions: streams.map((stream) => history.versionOf(stream, at)),
    balances: streams.map((stream) => history.stateOf(wallet, stream, at)),
  };
}

/** Counts and sums as one would write them down without a thought of speed. */
function summaryOf(rows: readonly OrderRow[]) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const countOf = (wanted: OrderRow["status"]) =>
    rows.filter(({ status }) => status === wanted).length;
  const totalOf = (wanted: string) =>
    rows
      .filter(({ currency, status }) => currency === wanted && status !== "cancelled")
      .reduce((sum, { total }) => sum + BigInt(total), 0n);
  return {
    count: rows.length,
    placed: countOf("placed"),
    paid: countOf("paid"),
    shipped: countOf("shipped"),
    cancelled: countOf("cancelled"),
    totals: currencies
      .map((currency) => ({ currency, total: totalOf(currency) }))
      .filter(({ total }) => total !== 0n),
  };
}

const events = await eventsOfABusyBook();
const streams = [...new Set(events.map(({ stream }) => stream))];

describe("a history told in pages", () => {
  const told = createHistory();
  told.add(events);

  it.each([1, 7, 100, 10_000])("of %i events is the same, at every position", (size) => {
    const paged = createHistory();
    // The last event comes by itself, as it brings the hash of the head.
    for (let from = 0; from < events.length - 1; from += size) {
      const commits = events.slice(from, Math.min(from + size, events.length - 1));
      paged.addPage(packEvents(commits.map((event) => ({ events: [event] }))));
    }
    paged.add(events.slice(-1));

    expect(paged.head()).toEqual(told.head());
    for (let at = 0; at <= events.length; at += size > 7 ? 1 : 13) {
      const position = at as Position;
      expect(everythingAt(paged, position, streams)).toEqual(everythingAt(told, position, streams));
    }
    expect([...hashAgain(paged.eventsUpTo(told.head().position))]).toEqual(events);
    const { correlationId } = (events[40] as RecordedEvent).meta;
    const ids = events
      .filter(({ meta }) => meta.correlationId === correlationId)
      .map(({ id }) => id);
    const end = told.head().position;
    const inOrder = [...paged.conversation(correlationId, START, end)].map(({ id }) => id);
    const backwards = [...paged.conversation(correlationId, end, START)].map(({ id }) => id);
    expect([inOrder, backwards]).toEqual([ids, ids.toReversed()]);
  });

  it("knows the sums over all orders, as of every position", () => {
    for (let at = 0; at <= events.length; at += 1) {
      const rows = told.orders.rows(at as Position);
      expect(told.orderSummary(at as Position)).toEqual(summaryOf(rows));
    }
  });

  it("finds orders by status, in any order, as of any position, wherever it was asked before", () => {
    const status = fc.constantFrom(undefined, "placed", "paid", "shipped", "cancelled");
    const sort = fc.constantFrom("newest", "oldest", "largest", "smallest");
    const at = fc.nat({ max: events.length });
    fc.assert(
      fc.property(at, status, sort, fc.nat({ max: 40 }), fc.nat({ max: 9 }), (...asked) => {
        const [position, wanted, by, from, length] = asked;
        const rows = told.orders.rows(position as Position);
        const query = { sort: by, ...(wanted && { status: wanted }) } as OrderQuery;
        const fitting = [...rows.keys()].filter(
          (place) => wanted === undefined || rows[place]?.status === wanted,
        );
        const totalOf = (place: number) => rows[place]?.total ?? 0;
        const sorted = {
          oldest: fitting,
          newest: fitting.toReversed(),
          largest: fitting.toSorted((one, other) => totalOf(other) - totalOf(one) || other - one),
          smallest: fitting.toSorted((one, other) => totalOf(one) - totalOf(other) || one - other),
        }[query.sort];
        expect(told.findOrders(position as Position, query, from, from + length)).toEqual({
          count: fitting.length,
          places: sorted.slice(from, from + length),
        });
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it("may be told again what it knows, when a page begins before its end", () => {
    const paged = createHistory();
    paged.add(events.slice(0, 10));
    paged.addPage(packEvents(events.slice(4, 30).map((event) => ({ events: [event] }))));
    paged.add(events.slice(30, 31));
    const straight = createHistory();
    straight.add(events.slice(0, 31));
    for (let at = 0; at <= 31; at += 1) {
      const position = at as Position;
      expect(everythingAt(paged, position, streams)).toEqual(
        everythingAt(straight, position, streams),
      );
      expect(paged.event(position)?.id).toBe(straight.event(position)?.id);
    }
  });

  it("tells a wallet with many moves by its newest few", () => {
    const position = told.head().position;
    const [ada] = told.wallets.rows(position);
    const naive = told.wallets
      .changes("c-ada", position)
      .reduce((balance, { event }) => balance + moved(event), 0);
    expect(told.wallets.changes("c-ada", position).length).toBeGreaterThan(300);
    expect(ada?.balance).toBe(naive);
  });
});

function moved(event: BookEvent): number {
  if (event.type === "WalletCredited") return event.data.amount;
  return event.type === "WalletDebited" ? -event.data.amount : 0;
}
