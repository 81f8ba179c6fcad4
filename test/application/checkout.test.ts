import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import type { CommandId } from "../../src/eventlog/envelope.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { NOW, openSession } from "./open-session.ts";

const ORDER = "o-1" as OrderId;

/** A book with a client, an order of 13.50 EUR, and this much in the wallet. */
async function openShop(balance: number, log: EventLog = createMemoryLog({ now: () => NOW })) {
  const session = await openSession(log);
  const { bus } = session;
  await bus.dispatch({ type: "RegisterClient", username: "ada" });
  const lines = [{ productCode: "TEA", quantity: 3, unitPrice: 450 }];
  await bus.dispatch({ type: "PlaceOrder", orderId: ORDER, client: "ada", lines });
  if (balance > 0) await bus.dispatch({ type: "CreditWallet", client: "ada", amount: balance });
  return session;
}

function runnerOf({ history, bus, follower }: BookSession) {
  return createCheckoutRunner(history, bus, () => follower.catchUp());
}

function stateOf({ history }: BookSession) {
  const at = history.head().position;
  const { pending, outcome, reason, parked, retries } = history.checkouts.row(ORDER, at) ?? {};
  const balance = history.wallets.rows(at)[0]?.balance;
  const status = history.orders.row(ORDER, at)?.status;
  return { status, balance, pending, outcome, reason, parked, retries };
}

async function typesOf({ log }: BookSession): Promise<string[]> {
  return (await log.read()).map(({ type }) => type).slice(4);
}

describe("paying an order", () => {
  it("debits the wallet and marks the order as paid, step by step", async () => {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    expect(stateOf(shop)).toMatchObject({ status: "placed", pending: "DebitForOrder" });

    await runnerOf(shop).run();

    expect(stateOf(shop)).toMatchObject({ status: "paid", balance: 650, outcome: "paid" });
    expect(await typesOf(shop)).toEqual([
      "WalletOpened",
      "WalletCredited",
      "PaymentRequested",
      "WalletDebited",
      "OrderPaid",
    ]);
  });

  it("moves the money on the day of a payment that is entered late", async () => {
    // Given an order that was paid a year before it is told here
    const shop = await openShop(2_000);
    const then = NOW - 365 * 86_400_000;
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER, occurredAt: then });

    // When its checkout is carried through
    await runnerOf(shop).run();

    // Then all of it happened on that day
    const [requested, debited, paid] = (await shop.log.read()).slice(-3);
    expect([requested, debited, paid].map((event) => event?.meta.occurredAt)).toEqual([
      then,
      then,
      then,
    ]);
    expect(shop.history.orders.row(ORDER, shop.history.head().position)?.paidAt).toBe(then);
  });

  it("draws a chain of causes through its steps", async () => {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER, commandId: "pay" });
    await runnerOf(shop).run();

    const [requested, debited, paid] = (await shop.log.read()).slice(-3);
    expect(requested?.meta).toMatchObject({ correlationId: "pay", causationId: "pay" });
    expect(debited?.meta).toMatchObject({
      correlationId: "pay",
      causationId: requested?.id,
      causationOrdinal: 1,
      commandId: "pay.1/DebitForOrder/1",
    });
    expect(paid?.meta).toMatchObject({ correlationId: "pay", causationId: debited?.id });
  });

  it("fails with the reason when the wallet does not hold enough, and can be tried again", async () => {
    const shop = await openShop(1_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({
      status: "placed",
      balance: 1_000,
      outcome: "failed",
      reason: "The balance is 10.00 EUR, which is less than 13.50 EUR.",
    });

    await shop.bus.dispatch({ type: "CreditWallet", client: "ada", amount: 350 });
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({ status: "paid", balance: 0, outcome: "paid" });
  });

  it("fails when there is no wallet, or one of another currency", async () => {
    const shop = await openShop(0);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop).reason).toBe(
      "This client has no wallet yet. Credit it first: that opens it.",
    );

    const credit = { type: "CreditWallet", client: "ada", amount: 5_000, currency: "USD" };
    await shop.bus.dispatch(credit);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({
      outcome: "failed",
      reason: "The wallet holds USD, not EUR. Currencies never mix.",
    });
  });

  it("gives the money back when a paid order is cancelled", async () => {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    await shop.bus.dispatch({ type: "CancelOrder", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({
      status: "cancelled",
      balance: 2_000,
      outcome: "refunded",
    });
  });
});

describe("what cannot be paid is refused, by name, and remembered", () => {
  it.each([
    { what: "an order of nobody", before: [], pay: "nothing", code: "unknown-order" },
    {
      what: "a cancelled order",
      before: [{ type: "CancelOrder", orderId: ORDER }],
      code: "order-not-open",
    },
    {
      what: "an order twice",
      before: [{ type: "PayOrder", orderId: ORDER }],
      code: "payment-under-way",
    },
  ])("$what: $code", async ({ before, pay = ORDER, code }) => {
    const shop = await openShop(2_000);
    for (const command of before) await shop.bus.dispatch(command);
    const { position } = shop.history.head();
    const answer = await shop.bus.dispatch({ type: "PayOrder", orderId: pay });
    expect(answer).toMatchObject({ accepted: false, rejection: { code } });
    expect(shop.history.head().position).toBe(position);
    expect((await shop.log.journal()).at(-1)).toMatchObject({ refusal: { code } });
  });

  it("an order that is paid already", async () => {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    expect(await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER })).toMatchObject({
      rejection: { code: "already-paid" },
    });
  });

  it.each(["ShipOrder", "CancelOrder"])("%s while the payment is under way", async (type) => {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    expect(await shop.bus.dispatch({ type, orderId: ORDER })).toMatchObject({
      rejection: { code: "payment-under-way" },
    });
  });

  it("a step of the workflow that somebody sends by hand", async () => {
    const shop = await openShop(2_000);
    for (const type of [
      "DebitForOrder",
      "ConfirmPayment",
      "FailPayment",
      "RefundOrder",
      "ParkCheckout",
    ]) {
      expect(await shop.bus.dispatch({ type, orderId: ORDER })).toMatchObject({
        rejection: { code: "invalid-command" },
      });
    }
  });
});

describe("a step whose command id belongs to another command", () => {
  it("is parked with the reason, and taken under the next id when it is tried again", async () => {
    const shop = await openShop(2_000);
    const bob = { type: "RegisterClient", username: "bob", commandId: "pay.1/DebitForOrder/1" };
    await shop.bus.dispatch(bob);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER, commandId: "pay" });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({
      pending: "DebitForOrder",
      parked: expect.stringContaining("already used for another command"),
    });
    // and the journal has the refused step, once, however often it is asked for
    const remembered = async () =>
      (await shop.log.journal()).filter(({ command }) => command?.type === "DebitForOrder");
    const origin = {
      commandId: "pay.1/DebitForOrder/1" as CommandId,
      correlationId: "pay",
      causationId: "pay.1",
      causationOrdinal: 1,
    };
    await shop.bus.carryOut({ type: "DebitForOrder", orderId: ORDER }, origin);
    expect(await remembered()).toMatchObject([
      { outcome: "refused", refusal: { code: "command-id-reused" } },
    ]);

    await shop.bus.dispatch({ type: "RetryCheckout", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({ status: "paid", balance: 650 });
  });
});

describe("a step that keeps failing", () => {
  async function openStuckShop() {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    // So much is in the wallet that what was paid does not fit in again.
    const amount = Number.MAX_SAFE_INTEGER - 650;
    await shop.bus.dispatch({ type: "CreditWallet", client: "ada", amount });
    await shop.bus.dispatch({ type: "CancelOrder", orderId: ORDER });
    await runnerOf(shop).run();
    return shop;
  }

  it("is parked for everybody to see, and does not keep the book from going on", async () => {
    const shop = await openStuckShop();
    expect(stateOf(shop)).toMatchObject({
      pending: "RefundOrder",
      parked: expect.stringContaining("too large to be exact"),
    });
    expect(await shop.bus.dispatch({ type: "RegisterClient", username: "bob" })).toMatchObject({
      accepted: true,
    });
    const { position } = shop.history.head();
    await runnerOf(shop).run();
    expect(shop.history.head().position).toBe(position);
  });

  it("goes on when somebody has mended the cause and wants it tried again", async () => {
    const shop = await openStuckShop();
    await shop.bus.dispatch({ type: "DebitWallet", client: "ada", amount: 5_000 });
    expect(await shop.bus.dispatch({ type: "RetryCheckout", orderId: ORDER })).toMatchObject({
      accepted: true,
    });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({
      pending: undefined,
      outcome: "refunded",
      parked: undefined,
    });
    expect((await shop.log.read()).at(-1)?.meta.causationOrdinal).toBe(2);
  });

  it("is parked again when the cause is still there, and nothing else can be retried", async () => {
    const shop = await openStuckShop();
    await shop.bus.dispatch({ type: "RetryCheckout", orderId: ORDER });
    await runnerOf(shop).run();
    expect(stateOf(shop)).toMatchObject({ pending: "RefundOrder", retries: 1 });
    expect(stateOf(shop).parked).toBeDefined();
    expect(await shop.bus.dispatch({ type: "RetryCheckout", orderId: "other" })).toMatchObject({
      rejection: { code: "not-parked" },
    });
  });
});

describe("nothing is dispatched", () => {
  it("while the past is on the screen; it goes on when live returns", async () => {
    const shop = await openShop(2_000);
    shop.runWorkflows();
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    shop.time.goTo(3 as never);
    const stood = stateOf(shop);
    await runnerOf(shop).run();
    expect(stateOf(shop)).toEqual(stood);

    shop.time.goTo("live");
    await expect.poll(() => stateOf(shop).outcome, { timeout: 30_000 }).toBe("paid");
  });

  it("by a replay: a book that is only read takes no step", async () => {
    const shop = await openShop(2_000);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    const { position } = await shop.log.head();
    const reader = await openSession(shop.log);
    expect(stateOf(reader)).toMatchObject({ pending: "DebitForOrder" });
    expect((await shop.log.head()).position).toBe(position);
  });
});

/** A log that dies at its `last`-th write from now: before it, or after it but before the answer. */
function dyingAt(log: EventLog, last: number, when: "before" | "after"): EventLog {
  let writes = 0;
  const dying = <Input, Output>(write: (input: Input) => Promise<Output>) => {
    return async (input: Input): Promise<Output> => {
      writes += 1;
      if (writes > last || (writes === last && when === "before")) throw new StorageError("dead");
      const answer = await write(input);
      if (writes === last) throw new StorageError("dead");
      return answer;
    };
  };
  return { ...log, append: dying(log.append), refuse: dying(log.refuse) };
}

const KILLS = [1, 2, 3, 4, 5].flatMap((write) =>
  (["before", "after"] as const).map((when) => ({ write, when })),
);

describe("killed at any step, the checkout goes on after reopening, and each step happens once", () => {
  it.each(KILLS)("$when write $write of a payment", async ({ write, when }) => {
    const log = createMemoryLog({ now: () => NOW });
    const shop = await openShop(2_000, log);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    const doomed = await openSession(dyingAt(log, write, when));
    await runnerOf(doomed)
      .run()
      .catch(() => {});

    const reopened = await openSession(log);
    await runnerOf(reopened).run();

    expect(stateOf(reopened)).toMatchObject({ status: "paid", balance: 650, outcome: "paid" });
    expect((await typesOf(reopened)).slice(2)).toEqual([
      "PaymentRequested",
      "WalletDebited",
      "OrderPaid",
    ]);
  });

  it.each(KILLS)("$when write $write of a payment that fails", async ({ write, when }) => {
    const log = createMemoryLog({ now: () => NOW });
    const shop = await openShop(1_000, log);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    const doomed = await openSession(dyingAt(log, write, when));
    await runnerOf(doomed)
      .run()
      .catch(() => {});

    const reopened = await openSession(log);
    await runnerOf(reopened).run();

    expect(stateOf(reopened)).toMatchObject({
      status: "placed",
      balance: 1_000,
      outcome: "failed",
    });
    expect((await typesOf(reopened)).slice(2)).toEqual(["PaymentRequested", "PaymentFailed"]);
  });

  it.each(KILLS)("$when write $write of a refund", async ({ write, when }) => {
    const log = createMemoryLog({ now: () => NOW });
    const shop = await openShop(2_000, log);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    await runnerOf(shop).run();
    await shop.bus.dispatch({ type: "CancelOrder", orderId: ORDER });
    const doomed = await openSession(dyingAt(log, write, when));
    await runnerOf(doomed)
      .run()
      .catch(() => {});

    const reopened = await openSession(log);
    await runnerOf(reopened).run();

    expect(stateOf(reopened)).toMatchObject({ balance: 2_000, outcome: "refunded" });
    const credits = (await typesOf(reopened)).filter((type) => type === "WalletCredited");
    expect(credits).toHaveLength(2);
  });

  it("from several tabs at once, each step happens once", async () => {
    const log = createMemoryLog({ now: () => NOW });
    const shop = await openShop(2_000, log);
    await shop.bus.dispatch({ type: "PayOrder", orderId: ORDER });
    const tabs = [shop, await openSession(log), await openSession(log)];

    await Promise.all(tabs.map((tab) => runnerOf(tab).run()));

    expect((await typesOf(shop)).slice(2)).toEqual([
      "PaymentRequested",
      "WalletDebited",
      "OrderPaid",
    ]);
  });
});
