import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  planRestore,
  type RestorePlan,
  recordKey,
} from "../../src/application/reversal/plan-restore.ts";
import { restore } from "../../src/application/reversal/restore.ts";
import { createOwnCommands } from "../../src/application/reversal/undo-stack.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { type ClientId, clientStream, type OrderId, orderStream } from "../../src/domain/ids.ts";
import type { Position, StreamName } from "../../src/eventlog/envelope.ts";
import { eventually } from "../eventually.ts";
import { openSession } from "./open-session.ts";

const ADA = "ada" as ClientId;
const line = (quantity: number, productCode = "TEA") => ({
  ...{ productCode, quantity, unitPrice: 450 },
});
const { signal } = new AbortController();

/** A client with 100.00 in the wallet and an order of one line; everything after that is to be brought back. */
async function openShop() {
  const session = await openSession();
  session.runWorkflows();
  await send(session, { type: "RegisterClient", clientId: ADA, username: "ada", name: "Ada" });
  await send(session, { type: "CreditWallet", client: ADA, amount: 10_000 });
  await send(session, { type: "PlaceOrder", orderId: "o-1", client: ADA, lines: [line(1)] });
  return { session, before: session.history.head().position };
}

/** Dispatches, and waits for what the workflow makes of it. */
async function send({ bus, history }: BookSession, command: object): Promise<void> {
  await bus.dispatch(command);
  await eventually(() => {
    const open = history.checkouts.rows(history.head().position);
    expect(open.filter(({ pending, parked }) => pending && parked === undefined)).toEqual([]);
  });
}

async function planOf(
  { history }: BookSession,
  at: Position,
  record?: StreamName,
  leftOut: readonly string[] = [],
): Promise<RestorePlan> {
  const wanted = { at, leftOut: new Set(leftOut), ...(record && { record }) };
  const plan = await planRestore(history, wanted, signal);
  if (plan.kind !== "plan") throw new Error("Too many records differ.");
  return plan;
}

function told({ records }: RestorePlan): string[] {
  return records.map(({ view, key, outcome }) => {
    switch (outcome.kind) {
      case "accepted":
        return `${view} ${key}: ${outcome.command.type}`;
      case "refused":
        return `${view} ${key}: ${outcome.rejection.code}`;
      case "stays":
        return `${view} ${key}: stays, ${outcome.why}`;
      default:
        return `${view} ${key}: ${outcome.kind}`;
    }
  });
}

/** What people see of the records. */
function seen({ history }: BookSession, at: Position = history.head().position) {
  const details = history.clients.rows(at).map(({ version: _, ...row }) => row);
  const orders = history.orders.rows(at).map(({ id, status, lines, total }) => ({
    ...{ id, status, lines, total },
  }));
  const wallets = history.wallets.rows(at).map(({ clientId, balance }) => ({ clientId, balance }));
  return { details, orders, wallets };
}

const doAll = (session: BookSession, plan: RestorePlan) =>
  restore(session, plan, { conversation: "restoring", signal });

describe("bringing a moment back", () => {
  it("changes clients, lines and balances to what they were", async () => {
    const { session, before: then } = await openShop();
    const before = seen(session);
    await send(session, { type: "ChangeClient", client: ADA, name: "", email: "a@example.org" });
    await send(session, { type: "ChangeOrderLines", orderId: "o-1", lines: [line(7), line(1)] });
    await send(session, { type: "DebitWallet", client: ADA, amount: 4_000 });
    const plan = await planOf(session, then);
    expect(told(plan)).toEqual([
      "clients ada: ChangeClient",
      "orders o-1: ChangeOrderLines",
      "wallets ada: CreditWallet",
    ]);
    expect(plan.records.map(({ fields }) => fields.map(({ field }) => field))).toEqual([
      ["name", "email"],
      ["lines", "total"],
      ["balance"],
    ]);
    await doAll(session, plan);
    expect(seen(session)).toEqual(before);
    expect(told(await planOf(session, then))).toEqual([]);
  });

  it("cancels what was ordered since, and counts what that gives back once", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "PlaceOrder", orderId: "o-2", client: ADA, lines: [line(2)] });
    await send(session, { type: "PayOrder", orderId: "o-2" });
    await send(session, { type: "PlaceOrder", orderId: "o-3", client: ADA, lines: [line(3)] });
    expect(session.history.wallets.row(ADA, session.history.head().position)?.balance).toBe(9_100);
    const plan = await planOf(session, then);
    expect(told(plan)).toEqual([
      "orders o-2: CancelOrder",
      "orders o-3: CancelOrder",
      "wallets ada: stays, refunded",
    ]);
    await doAll(session, plan);
    const { orders, wallets } = seen(session);
    expect(orders.map(({ status }) => status)).toEqual(["placed", "cancelled", "cancelled"]);
    expect(wallets).toEqual([{ clientId: ADA, balance: 10_000 }]);
  });

  it("takes away again what a refund would put into a wallet that is what it was", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "PlaceOrder", orderId: "o-2", client: ADA, lines: [line(2)] });
    await send(session, { type: "PayOrder", orderId: "o-2" });
    await send(session, { type: "CreditWallet", client: ADA, amount: 900 });
    const plan = await planOf(session, then);
    expect(told(plan)).toEqual(["orders o-2: CancelOrder", "wallets ada: DebitWallet"]);
    await doAll(session, plan);
    expect(seen(session).wallets).toEqual([{ clientId: ADA, balance: 10_000 }]);
  });

  it("says what stays as it is, and why", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "ShipOrder", orderId: "o-1" });
    await send(session, { type: "RegisterClient", clientId: "bob", username: "bob" });
    await send(session, { type: "CreditWallet", client: "bob", amount: 500 });
    await send(session, { type: "DebitWallet", client: "bob", amount: 500 });
    for (const [orderId, step] of [
      ["o-2", "ShipOrder"] as const,
      ["o-3", "CancelOrder"] as const,
    ]) {
      await send(session, { type: "PlaceOrder", orderId, client: "bob", lines: [line(1)] });
      await send(session, { type: step, orderId });
    }
    expect(told(await planOf(session, then))).toEqual([
      "clients bob: stays, registered",
      "orders o-1: stays, shipped",
      "orders o-2: stays, shipped",
      "orders o-3: stays, withdrawn",
      "wallets bob: stays, opened",
    ]);
  });

  it.each([
    ["PayOrder", "paid"],
    ["CancelOrder", "cancelled"],
  ])("leaves an order alone after %s", async (type, why) => {
    const { session, before: then } = await openShop();
    await send(session, { type, orderId: "o-1" });
    const plan = await planOf(session, then, orderStream("o-1" as OrderId));
    expect(told(plan)).toEqual([`orders o-1: stays, ${why}`]);
  });

  it("empties a wallet that was opened since", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "RegisterClient", clientId: "bob", username: "bob" });
    await send(session, { type: "CreditWallet", client: "bob", amount: 500, currency: "JPY" });
    const plan = await planOf(session, then);
    expect(told(plan).at(-1)).toBe("wallets bob: DebitWallet");
    await doAll(session, plan);
    expect(seen(session).wallets.at(-1)).toEqual({ clientId: "bob", balance: 0 });
  });

  it("brings one record back, and touches no other", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "ChangeClient", client: ADA, name: "Ada L." });
    await send(session, { type: "DebitWallet", client: ADA, amount: 4_000 });
    const plan = await planOf(session, then, clientStream(ADA));
    expect(told(plan)).toEqual(["clients ada: ChangeClient"]);
    await doAll(session, plan);
    const { details, wallets } = seen(session);
    expect([details[0]?.name, wallets[0]?.balance]).toEqual(["Ada", 6_000]);
    expect(told(await planOf(session, then, "nobody" as StreamName))).toEqual([]);
    expect(told(await planOf(session, then, "order-x" as StreamName))).toEqual([]);
  });

  it("tells beforehand what the rules refuse", async () => {
    const session = await openSession();
    // Nobody takes the workflow's steps here: the payment stays under way.
    await session.bus.dispatch({ type: "RegisterClient", clientId: ADA, username: "ada" });
    const then = session.history.head().position;
    const placed = { type: "PlaceOrder", orderId: "o-1", client: ADA, lines: [line(1)] };
    await session.bus.dispatch(placed);
    await session.bus.dispatch({ type: "PayOrder", orderId: "o-1" });
    const plan = await planOf(session, then);
    expect(told(plan)).toEqual(["orders o-1: payment-under-way"]);
    expect((await doAll(session, plan)).answers.size).toBe(0);
  });

  it("leaves out what is to stay, and counts on it", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "PlaceOrder", orderId: "o-2", client: ADA, lines: [line(2)] });
    await send(session, { type: "PayOrder", orderId: "o-2" });
    const leftOut = [recordKey({ view: "orders", key: "o-2" })];
    expect(told(await planOf(session, then, undefined, leftOut))).toEqual([
      "orders o-2: left-out",
      "wallets ada: CreditWallet",
    ]);
  });

  it("is one conversation, and can be taken back command by command", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "ChangeClient", client: ADA, name: "Ada L." });
    await send(session, { type: "ChangeOrderLines", orderId: "o-1", lines: [line(7)] });
    await send(session, { type: "DebitWallet", client: ADA, amount: 4_000 });
    const changed = seen(session);
    const { position } = session.history.head();
    const { answers } = await doAll(session, await planOf(session, then));
    const restored = await session.log.read({ from: (position + 1) as Position });
    expect(restored.map(({ meta }) => meta.correlationId)).toEqual(Array(3).fill("restoring"));

    const own = createOwnCommands(session);
    own.remember([...answers.values()]);
    for (const _ of answers) await own.undo();
    expect(seen(session)).toEqual(changed);
  });

  it("lets nobody’s change in between be lost", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "ChangeClient", client: ADA, name: "Ada L." });
    const plan = await planOf(session, then);
    await send(session, { type: "ChangeClient", client: ADA, name: "Countess" });
    const { answers } = await doAll(session, plan);
    expect([...answers.values()]).toMatchObject([
      { accepted: false, rejection: { code: "version-conflict" } },
    ]);
    expect(seen(session).details[0]?.name).toBe("Countess");
  });

  it("stops where it is broken off, or the book takes nothing any more", async () => {
    const { session, before: then } = await openShop();
    await send(session, { type: "ChangeClient", client: ADA, name: "Ada L." });
    await send(session, { type: "DebitWallet", client: ADA, amount: 4_000 });
    const plan = await planOf(session, then);
    const controller = new AbortController();
    controller.abort();
    const broken = await restore(session, plan, {
      conversation: "broken",
      signal: controller.signal,
    });
    expect([broken.answers.size, broken.stopped]).toEqual([0, controller.signal.reason]);
    session.time.goTo(then);
    const refused = await doAll(session, plan);
    expect([...refused.answers.values()]).toMatchObject([{ rejection: { code: "not-live" } }]);
  });

  it("says so where more differs than anybody looks through", async () => {
    const session = await openSession();
    const then = session.history.head().position;
    for (let index = 0; index <= 5_000; index += 1) {
      await session.bus.dispatch({ type: "RegisterClient", username: `client ${index}` });
    }
    const wanted = { at: then, leftOut: new Set<string>() };
    expect(await planRestore(session.history, wanted, signal)).toMatchObject({
      ...{ kind: "too-many", count: 5_001 },
    });
  });

  it("does what its plan says, whatever was done, and leads to the balances and names of then", async () => {
    const clients = ["ada", "bob"];
    const orders = ["o-1", "o-2", "o-3"];
    const client = fc.constantFrom(...clients);
    const orderId = fc.constantFrom(...orders);
    const lines = fc.array(
      fc.nat({ max: 5 }).map((count) => line(count + 1)),
      {
        ...{ minLength: 1, maxLength: 3 },
      },
    );
    const command = fc.oneof(
      fc.record({ type: fc.constant("PlaceOrder"), orderId, client, lines }),
      fc.record({ type: fc.constant("ChangeOrderLines"), orderId, lines }),
      fc.record({
        type: fc.constantFrom("PayOrder", "PayOrder", "ShipOrder", "CancelOrder"),
        orderId,
      }),
      fc.record({
        ...{ type: fc.constantFrom("CreditWallet", "DebitWallet"), client },
        amount: fc.integer({ min: 1, max: 3_000 }),
      }),
      fc.record({
        ...{ type: fc.constant("ChangeClient"), client, name: fc.constantFrom("A", "B", "") },
        address: fc.constantFrom("Ockham\nSurrey", "London", ""),
      }),
    );
    const many = fc.array(command, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(many, many, async (first, later) => {
        const session = await openSession();
        session.runWorkflows();
        for (const username of clients) {
          await send(session, { type: "RegisterClient", clientId: username, username });
        }
        for (const one of first) await send(session, one);
        const then = session.history.head().position;
        const before = seen(session);
        for (const one of later) await send(session, one);
        const plan = await planOf(session, then);
        const { answers, stopped } = await doAll(session, plan);
        expect(stopped).toBeUndefined();
        expect([...answers.values()].map(({ accepted }) => accepted)).not.toContain(false);
        const after = seen(session);
        expect(after.details).toEqual(before.details);
        const balances = new Map(
          before.wallets.map(({ clientId, balance }) => [clientId, balance]),
        );
        for (const { clientId, balance } of after.wallets) {
          expect(balance).toBe(balances.get(clientId) ?? 0);
        }
        const left = await planOf(session, then);
        expect(left.records.filter(({ outcome }) => outcome.kind !== "stays")).toEqual([]);
      }),
      { seed: 77, numRuns: 60 },
    );
  });
});
