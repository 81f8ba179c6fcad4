import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listCarried } from "../../src/application/branches/list-commands.ts";
import { planCarry } from "../../src/application/branches/plan-replay.ts";
import { type CarryTarget, carryOver } from "../../src/application/branches/replay-commands.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import { steps } from "./book-steps.ts";
import { crossing, openTwoBooks, send, type TwoBooks } from "./two-books.ts";

const signal = new AbortController().signal;
const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450 }];
const register = (username: string) => ({
  ...{ type: "RegisterClient", username, clientId: username },
});
const order = (orderId: string, client = "ada") => ({ type: "PlaceOrder", orderId, client, lines });

/** Lists, plans and carries everything; tells the plan and what came of it, by the types of the events. */
async function carryAll(from: BookSession, to: BookSession, since: Position) {
  const way = crossing(from, to, since);
  const list = await listCarried(way, signal);
  const plan = await planCarry(way, list, { signal });
  const { answers, stopped } = await carryOver(way, to, list.events, { signal });
  const typeOf = (position: Position) => from.history.event(position)?.type ?? "";
  return {
    list,
    stopped,
    planned: [...plan].map(([position, verdict]) => [
      typeOf(position),
      verdict.kind === "refused" ? verdict.rejection.code : verdict.kind,
    ]),
    carried: [...answers].map(([position, answer]) => [
      typeOf(position),
      answer.accepted ? "accepted" : answer.rejection.code,
    ]),
  };
}

function rows({ history }: BookSession) {
  const at = history.head().position;
  return [history.clients, history.orders, history.wallets].map((view) => view.rows(at));
}

describe("carrying a branch's commands over to live", () => {
  const story: readonly unknown[] = [
    register("ada"),
    { type: "CreditWallet", client: "ada", amount: 5_000 },
  ];

  it("does there what was done in the branch, payments and all", async () => {
    const { live, branch, since } = await openTwoBooks(story);
    await send(branch, [
      register("bob"),
      order("o1"),
      { type: "PayOrder", orderId: "o1" },
      { type: "ShipOrder", orderId: "o1" },
      { type: "ChangeClient", client: "ada", name: "Ada" },
      { type: "CreditWallet", client: "bob", amount: 300, currency: "USD" },
    ]);
    const { planned, carried } = await carryAll(branch, live, since);
    expect(planned).toEqual([
      ["ClientRegistered", "accepted"],
      ["OrderPlaced", "accepted"],
      ["PaymentRequested", "accepted"],
      ["OrderShipped", "accepted"],
      ["ClientChanged", "accepted"],
      ["WalletCredited", "accepted"],
    ]);
    expect(carried).toEqual(planned);
    expect(rows(live)).toEqual(rows(branch));
    expect((await live.log.verify()).ok).toBe(true);
  });

  it("lists each refusal with its reason, and carries the others", async () => {
    const { live, branch, since } = await openTwoBooks([...story, order("o1"), order("o2")]);
    await send(live, [
      { type: "ShipOrder", orderId: "o1" },
      { type: "DebitWallet", client: "ada", amount: 4_900 },
      { ...register("carol"), clientId: "the carol of live" },
    ]);
    await send(branch, [
      { type: "CancelOrder", orderId: "o1" },
      { type: "PayOrder", orderId: "o2" },
      { type: "ShipOrder", orderId: "o2" },
      { type: "DebitWallet", client: "ada", amount: 200 },
      { ...register("carol"), clientId: "the carol of the branch" },
      order("o3", "carol"),
    ]);
    const { planned, carried } = await carryAll(branch, live, since);
    expect(planned).toEqual([
      ["OrderCancelled", "order-not-open"],
      ["PaymentRequested", "accepted"],
      ["OrderShipped", "accepted"],
      ["WalletDebited", "insufficient-funds"],
      ["ClientRegistered", "username-taken"],
      // Meant for the branch's carol, who is nobody in live.
      ["OrderPlaced", "unknown-client"],
    ]);
    expect(carried).toEqual(planned);
    const at = live.history.head().position;
    // The money did not suffice there: the payment failed, and the order was shipped unpaid.
    expect(live.history.checkouts.row("o2", at)).toMatchObject({ outcome: "failed" });
  });

  it("does nothing twice, however often it is asked for, and tells what is there", async () => {
    const { live, branch, since } = await openTwoBooks(story);
    await send(branch, [order("o1"), { type: "CreditWallet", client: "ada", amount: 100 }]);
    await carryAll(branch, live, since);
    const head = live.history.head();
    const again = await carryAll(branch, live, since);
    expect(again.planned.map(([, verdict]) => verdict)).toEqual(["there", "there"]);
    expect(again.carried.map(([, answer]) => answer)).toEqual(["accepted", "accepted"]);
    expect(live.history.head()).toEqual(head);
  });

  it("tries again what was refused, once the reason is gone", async () => {
    const { live, branch, since } = await openTwoBooks(story);
    await send(branch, [{ type: "DebitWallet", client: "ada", amount: 5_000 }]);
    await send(live, [{ type: "DebitWallet", client: "ada", amount: 1 }]);
    expect((await carryAll(branch, live, since)).carried).toEqual([
      ["WalletDebited", "insufficient-funds"],
    ]);
    await send(live, [{ type: "CreditWallet", client: "ada", amount: 1 }]);
    expect((await carryAll(branch, live, since)).carried).toEqual([["WalletDebited", "accepted"]]);
  });

  it("goes on after it broke off in the middle of a payment", async () => {
    const { live, branch, since } = await openTwoBooks([...story, order("o1")]);
    await send(branch, [
      { type: "PayOrder", orderId: "o1" },
      { type: "ShipOrder", orderId: "o1" },
    ]);
    // The page is closed after the order's payment was asked for.
    const dying: CarryTarget = {
      ...live,
      bus: { ...live.bus, carryOut: () => Promise.reject(new StorageError("gone")) },
    };
    const way = crossing(branch, live, since);
    const { events } = await listCarried(way, signal);
    const { answers, stopped } = await carryOver(way, dying, events, { signal });
    expect([answers.size, (stopped as Error).message]).toEqual([0, "gone"]);

    const { planned, carried } = await carryAll(branch, live, since);
    expect(planned).toEqual([
      ["PaymentRequested", "there"],
      ["OrderShipped", "accepted"],
    ]);
    expect(carried.map(([, answer]) => answer)).toEqual(["accepted", "accepted"]);
    expect(rows(live)).toEqual(rows(branch));
  });

  it("says where it would go over a change that live made since", async () => {
    const { live, branch, since } = await openTwoBooks(story);
    await send(live, [{ type: "ChangeClient", client: "ada", name: "Countess" }]);
    await send(branch, [{ type: "ChangeClient", client: "ada", name: "Ada" }]);
    const way = crossing(branch, live, since);
    const plan = await planCarry(way, await listCarried(way, signal), { signal });
    expect([...plan.values()]).toEqual([{ kind: "accepted", overChange: true }]);
  });

  it("is refused at the bus while the past is shown, after the first one", async () => {
    const { live, branch, since } = await openTwoBooks(story);
    await send(branch, [order("o1"), order("o2")]);
    live.time.goTo(1 as Position);
    expect((await carryAll(branch, live, since)).carried).toEqual([["OrderPlaced", "not-live"]]);
    live.time.goTo("live");
    expect((await carryAll(branch, live, since)).carried).toHaveLength(2);
  });

  it("can be broken off after any command", async () => {
    const { live, branch, since } = await openTwoBooks(story);
    await send(branch, [order("o1"), order("o2"), order("o3")]);
    const way = crossing(branch, live, since);
    const { events } = await listCarried(way, signal);
    const controller = new AbortController();
    const onProgress = (done: number) => done === 1 && controller.abort();
    const options = { signal: controller.signal, onProgress };
    const { answers, stopped } = await carryOver(way, live, events, options);
    expect(answers.size).toBe(1);
    expect(stopped).toMatchObject({ name: "AbortError" });
    expect(live.history.orders.count(live.history.head().position)).toBe(1);
  });
});

describe("bringing into a branch what live did since", () => {
  it("decides anew what was chosen, and leaves out the rest", async () => {
    const { live, branch, since } = await openTwoBooks([register("ada")]);
    await send(live, [order("o1"), { type: "ShipOrder", orderId: "o1" }, order("o2")]);
    const way = crossing(live, branch, since);
    const list = await listCarried(way, signal);
    const chosen = list.events.filter((_, index) => index !== 0);
    const plan = await planCarry(way, { ...list, events: chosen }, { signal });
    expect([...plan.values()].map(({ kind }) => kind)).toEqual(["refused", "accepted"]);
    const { answers } = await carryOver(way, branch, chosen, { signal });
    expect([...answers.values()]).toMatchObject([
      { accepted: false, rejection: { code: "unknown-order" } },
      { accepted: true },
    ]);
    const at = branch.history.head().position;
    expect(branch.history.orders.rows(at).map(({ id }) => id)).toEqual(["o2"]);
  });

  it("never carries back what came from there", async () => {
    const { live, branch, since } = await openTwoBooks([register("ada")]);
    await send(live, [order("o1")]);
    await carryAll(live, branch, since);
    await send(branch, [order("o2")]);
    const { list } = await carryAll(branch, live, since);
    expect(list.events).toHaveLength(1);
    expect((await carryAll(live, branch, since)).list.events).toHaveLength(1);
    expect(rows(live)).toEqual(rows(branch));
  });

  it("goes on with a payment that was under way where the branch began, once in each book", async () => {
    const live = await openTwoBooks([
      register("ada"),
      { type: "CreditWallet", client: "ada", amount: 5_000 },
      order("o1"),
    ]).then(async ({ live: book }: TwoBooks) => {
      await book.bus.dispatch({ type: "PayOrder", orderId: "o1" });
      return book;
    });
    const events = await live.log.read();
    const { branch } = await openTwoBooks([]);
    await branch.log.replicate([events]);
    await branch.follower.catchUp();
    const since = live.history.head().position;
    await send(live, [{ type: "ShipOrder", orderId: "nothing" }]);
    await send(branch, [{ type: "ShipOrder", orderId: "nothing" }]);
    expect(rows(live)).toEqual(rows(branch));
    expect(live.history.wallets.row("ada", live.history.head().position)?.balance).toBe(4_100);
    expect((await carryAll(live, branch, since)).list.events).toEqual([]);
    expect((await carryAll(branch, live, since)).list.events).toEqual([]);
  });
});

it("the plan tells what carrying really does, whatever was done on either side", async () => {
  const some = steps.map((all) => all.map(({ command }) => command));
  await fc.assert(
    fc.asyncProperty(some, some, some, async (before, inLive, inBranch) => {
      const { live, branch, since } = await openTwoBooks(before);
      await send(live, inLive);
      await send(branch, inBranch);
      const over = await carryAll(branch, live, since);
      expect(over.carried).toEqual(over.planned);
      const back = await carryAll(live, branch, since);
      expect(back.carried).toEqual(back.planned);
    }),
    { seed: 20_261_121, numRuns: 40 },
  );
});
