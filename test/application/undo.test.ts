import "fake-indexeddb/auto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOwnCommands, type OwnCommands } from "../../src/application/reversal/undo-stack.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Told } from "../../src/application/store/undo-state.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { causationTrees } from "../../src/read-model/queries/causation.ts";
import { NOW, openSession } from "./open-session.ts";
import { openTwoTabs } from "./two-tabs.ts";

const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450 }];

/** A book with the person at its page. */
type Page = BookSession & { readonly own: OwnCommands };

function at(session: BookSession): Page {
  return { ...session, own: createOwnCommands(session) };
}

async function openWithAda(log?: EventLog): Promise<Page> {
  const session = at(await openSession(log));
  await session.bus.dispatch({ type: "RegisterClient", clientId: "ada", username: "ada" });
  return session;
}

function told({ store }: BookSession): Told | undefined {
  return store.getState().own.told;
}

function order({ history }: BookSession, id = "o1") {
  return history.orders.row(id, history.head().position);
}

describe("a command of one's own", () => {
  it("is remembered when it was accepted, and only then", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "PlaceOrder", orderId: "o1", client: "nobody", lines });
    expect(session.store.getState().own).toMatchObject({ done: [], told: undefined });
    await session.own.dispatch({ type: "PlaceOrder", orderId: "o1", client: "ada", lines });
    expect(session.store.getState().own.done).toEqual([{ positions: [4] }]);
    expect(told(session)).toMatchObject({ kind: "done", about: { positions: [4] } });
    session.own.dismiss();
    expect(told(session)).toBeUndefined();
  });

  it("is taken back by a command that the history tells of, in the same conversation", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "PlaceOrder", orderId: "o1", client: "ada", lines });
    await session.own.undo();
    expect(order(session)).toMatchObject({ status: "cancelled", reason: "Taken back" });
    expect(told(session)).toMatchObject({ kind: "undone", about: { positions: [4] } });
    const [placed, cancelled] = await session.log.read({ from: 4 as Position });
    expect(cancelled?.meta).toMatchObject({
      causationId: placed?.id,
      correlationId: placed?.meta.correlationId,
    });
    const conversation = session.history.conversation(
      placed?.meta.correlationId ?? "",
      1 as Position,
      5 as Position,
    );
    expect(causationTrees([...conversation])).toMatchObject([
      { event: { type: "OrderPlaced" }, effects: [{ event: { type: "OrderCancelled" } }] },
    ]);
    expect(await session.log.journal()).toHaveLength(3);
  });
});

describe("undo and redo", () => {
  it("go back and forth as often as one likes", async () => {
    const session = await openWithAda();
    const name = () => session.history.clients.row("ada", session.history.head().position)?.name;
    await session.own.dispatch({ type: "ChangeClient", client: "ada", name: "Ada" });
    for (let turn = 0; turn < 3; turn += 1) {
      await session.own.undo();
      expect(name()).toBeUndefined();
      await session.own.redo();
      expect(name()).toBe("Ada");
      expect(told(session)).toMatchObject({ kind: "redone" });
    }
    expect(session.store.getState().own).toMatchObject({ done: [{}], undone: [] });
  });

  it("place another order where one was taken back, and take that back too", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "PlaceOrder", orderId: "o1", client: "ada", lines });
    await session.own.undo();
    await session.own.redo();
    const head = () => session.history.head().position;
    expect(session.history.orders.rows(head()).map(({ status }) => status)).toEqual([
      "cancelled",
      "placed",
    ]);
    await session.own.undo();
    expect(session.history.orders.rows(head()).map(({ status }) => status)).toEqual([
      "cancelled",
      "cancelled",
    ]);
  });

  it("take back one after the other, the newest first; a new command ends what could be done again", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    await session.own.dispatch({ type: "DebitWallet", client: "ada", amount: 200 });
    const balance = () =>
      session.history.wallets.row("ada", session.history.head().position)?.balance;
    await session.own.undo();
    expect(balance()).toBe(500);
    await session.own.undo();
    expect(balance()).toBe(0);
    await session.own.undo();
    expect(balance()).toBe(0);
    await session.own.redo();
    expect(balance()).toBe(500);
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 1 });
    await session.own.redo();
    expect(balance()).toBe(501);
  });

  it("take back once what is asked for twice at the same moment", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    await Promise.all([session.own.undo(), session.own.undo()]);
    expect(session.history.wallets.row("ada", session.history.head().position)?.balance).toBe(500);
  });
});

describe("what cannot be taken back", () => {
  it("says why, and lets the next undo go on with the command before", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    await session.bus.dispatch({ type: "PlaceOrder", orderId: "o1", client: "ada", lines });
    await session.own.dispatch({ type: "ShipOrder", orderId: "o1" });
    await session.own.undo();
    expect(told(session)).toMatchObject({
      ...{ kind: "kept", wanted: "undo", way: undefined, isOver: true },
      reason: "A shipped order cannot be called back.",
    });
    expect(order(session)?.status).toBe("shipped");
    await session.own.undo();
    expect(told(session)).toMatchObject({ kind: "undone" });
  });

  it("is refused by the book's own rules where they do not allow it", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    await session.bus.dispatch({ type: "DebitWallet", client: "ada", amount: 100 });
    await session.own.undo();
    expect(told(session)).toMatchObject({
      ...{ kind: "kept", way: "record" },
      reason: expect.stringContaining("4.00 EUR, which is less than 5.00 EUR"),
    });
  });

  it("is refused at the bus while the past is shown, and waits there", async () => {
    const session = await openWithAda();
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    session.time.goTo(2 as Position);
    await session.own.undo();
    expect(told(session)).toMatchObject({ kind: "kept", way: "live", isOver: false });
    session.time.goTo("live");
    await session.own.undo();
    expect(told(session)).toMatchObject({ kind: "undone" });
  });

  it("stays while the storage fails, and is taken back once it does not", async () => {
    const log = createMemoryLog({ now: () => NOW });
    let isFull = false;
    const failing: EventLog = {
      ...log,
      append: (attempt) =>
        isFull
          ? Promise.reject(new StorageError("There is no room left.", { problem: "quota" }))
          : log.append(attempt),
    };
    const session = await openWithAda(failing);
    await session.own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    isFull = true;
    await session.own.undo();
    expect(told(session)).toMatchObject({
      ...{ kind: "kept", isOver: false },
      reason: expect.stringMatching(/^There is no room left. Everything saved before is safe/),
    });
    isFull = false;
    await session.own.undo();
    expect(told(session)).toMatchObject({ kind: "undone" });
  });
});

describe("when another tab changed the same", () => {
  it("overwrites nothing, says what it is now, and leads there", async () => {
    const { tabs, leave } = await openTwoTabs();
    const [mine, theirs] = [at(tabs[0]), tabs[1]];
    await mine.bus.dispatch({ type: "RegisterClient", clientId: "ada", username: "ada" });
    await theirs.follower.catchUp();
    await mine.own.dispatch({ type: "ChangeClient", client: "ada", name: "Ada" });
    await theirs.follower.catchUp();
    // This tab has not heard of it yet.
    mine.follower.pause();
    await theirs.bus.dispatch({ type: "ChangeClient", client: "ada", name: "Countess" });
    await mine.own.undo();
    expect(told(mine)).toMatchObject({
      ...{ kind: "kept", way: "record", isOver: true },
      reason: expect.stringContaining("the name is “Countess” now"),
    });
    const head = mine.history.head().position;
    expect(mine.history.clients.row("ada", head)?.name).toBe("Countess");
    await leave();
  });

  it("keeps what they changed beside it", async () => {
    const { tabs, leave } = await openTwoTabs();
    const [mine, theirs] = [at(tabs[0]), tabs[1]];
    await mine.bus.dispatch({ type: "RegisterClient", clientId: "ada", username: "ada" });
    await mine.own.dispatch({ type: "ChangeClient", client: "ada", name: "Ada" });
    await theirs.follower.catchUp();
    mine.follower.pause();
    await theirs.bus.dispatch({ type: "ChangeClient", client: "ada", phone: "123" });
    await mine.own.undo();
    expect(told(mine)).toMatchObject({ kind: "undone" });
    const row = mine.history.clients.row("ada", mine.history.head().position);
    expect(row).toMatchObject({ phone: "123" });
    expect(row).not.toHaveProperty("name");
    await leave();
  });
});

const change = fc.oneof(
  fc.record(
    {
      type: fc.constant("ChangeClient"),
      client: fc.constant("ada"),
      name: fc.constantFrom("", "Ada", "Countess"),
      email: fc.constantFrom("", "ada@example.org"),
    },
    { requiredKeys: ["type", "client"] },
  ),
  fc.record({
    type: fc.constant("ChangeOrderLines"),
    orderId: fc.constantFrom("o1", "o2"),
    lines: fc.array(
      fc.record(
        {
          productCode: fc.constantFrom("TEA", "POT"),
          quantity: fc.integer({ min: 1, max: 3 }),
          unitPrice: fc.integer({ min: 0, max: 900 }),
          discount: fc.integer({ min: 0, max: 10_000 }),
        },
        { requiredKeys: ["productCode", "quantity", "unitPrice"] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    type: fc.constantFrom("CreditWallet", "DebitWallet"),
    client: fc.constant("ada"),
    amount: fc.integer({ min: 1, max: 900 }),
  }),
);

/** Rows without what tells how often something happened. */
function rows({ history }: BookSession) {
  const { clients, orders, wallets } = history;
  const head = history.head().position;
  return [...clients.rows(head), ...orders.rows(head), ...wallets.rows(head)].map(
    ({ version: _, ...row }) => row,
  );
}

it("whatever was done and taken back, the records are as before, but for their versions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (commands) => {
      const session = await openWithAda();
      await session.bus.dispatch({ type: "CreditWallet", client: "ada", amount: 1_000 });
      for (const orderId of ["o1", "o2"]) {
        await session.bus.dispatch({ type: "PlaceOrder", orderId, client: "ada", lines });
      }
      const before = rows(session);
      for (const command of commands) await session.own.dispatch(command);
      const after = rows(session);
      const { length } = session.store.getState().own.done;
      for (let turn = 0; turn < length; turn += 1) await session.own.undo();
      expect(rows(session)).toEqual(before);
      for (let turn = 0; turn < length; turn += 1) await session.own.redo();
      expect(rows(session)).toEqual(after);
    }),
    { seed: 20_261_121, numRuns: 60 },
  );
});
