import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { client } from "../../src/domain/client.ts";
import { type ClientId, clientStream, type OrderId, orderStream } from "../../src/domain/ids.ts";
import type { EpochMs, Position, RecordedEvent, StreamName } from "../../src/eventlog/envelope.ts";
import { hashAgain } from "../../src/eventlog/rehash.ts";
import { clients } from "../../src/views/clients.ts";
import { createHistory } from "../../src/views/history.ts";
import { orders } from "../../src/views/orders.ts";
import { openSession, orderOf } from "../store/open-session.ts";

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
