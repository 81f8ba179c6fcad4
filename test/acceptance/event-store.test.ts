import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import { orderStream } from "../../src/domain/ids.ts";
import { createRepository, type Decider } from "../../src/eventlog/consumers/repository.ts";
import { ConcurrencyError, isHindsightError, StorageError } from "../../src/eventlog/errors.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { NOW, openSession } from "../application/open-session.ts";
import { accepted, expecting, OCCURRED_AT, placesOf, stream } from "../eventlog/attempts.ts";

const ORDER = "o-1" as OrderId;
const openLog = () => createMemoryLog({ now: () => NOW });

describe("event store and repository", () => {
  it("appends on an expected version, and gives back one stream's version and events, in order", async () => {
    const log = openLog();
    await log.append(accepted("c1", ["account", "other"], [expecting("account", 0)]));
    await log.append(accepted("c2", ["account"], [expecting("account", 1)]));

    expect(await log.versionOf(stream("account"))).toBe(2);
    const events = await log.read({ filter: { streams: [stream("account")] } });
    expect(placesOf(events)).toEqual(["account@1", "account@2"]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it("checks and inserts in one step: of two writers on one version, one gets the conflict", async () => {
    const log = openLog();
    const rivals = ["x", "y"].map((id) => log.append(accepted(id, ["a"], [expecting("a", 0)])));
    const [first, second] = await Promise.allSettled(rivals);
    expect(first?.status).toBe("fulfilled");
    expect(second?.status === "rejected" && second.reason).toBeInstanceOf(ConcurrencyError);
  });

  it("publishes after the commit, when the events can be read", async () => {
    const log = openLog();
    const seen: Promise<string[]>[] = [];
    log.onAppend(() => seen.push(log.read().then(placesOf)));
    await log.append(accepted("c1", ["a"]));
    expect(await Promise.all(seen)).toEqual([["a@1"]]);
  });

  it("loads and saves an aggregate; what was recorded once stays, and an aggregate keeps no list to clear", async () => {
    const tally: Decider<number, number> = {
      initialState: 0,
      evolve: (sum, { data }) => sum + Number(data["by"]),
      decide: (by) => [{ type: "Counted", schemaVersion: 1, data: { by } }],
    };
    const log = openLog();
    const tallies = createRepository(log, tally, () => OCCURRED_AT);
    const record = (id: string) => accepted(id, ["x"]).command;
    await tallies.handle(stream("tally-1"), 2, record("c1"));
    const saved = await tallies.handle(stream("tally-1"), 3, record("c2"));
    expect(saved).toMatchObject({ state: 5, version: 2 });
    expect(await tallies.load(stream("tally-1"))).toEqual(saved);
  });

  it("runs a workflow whose state and pending commands stand in the log, with its chain of causes", async () => {
    const shop = await openSession(openLog());
    const { bus, history } = shop;
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 500 }];
    await bus.dispatch({ type: "PlaceOrder", orderId: ORDER, client: "ada", lines });
    await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    await bus.dispatch({ type: "PayOrder", orderId: ORDER, commandId: "pay" });

    // It dies after the commit and before it has dispatched anything.
    const reopened = await openSession(shop.log);
    expect(reopened.history.checkouts.row(ORDER, history.head().position)).toMatchObject({
      pending: "DebitForOrder",
      cause: "pay.1",
    });
    const catchUp = () => reopened.follower.catchUp();
    await createCheckoutRunner(reopened.history, reopened.bus, catchUp).run();

    const chain = (await shop.log.read()).slice(-3);
    expect(chain.map(({ type }) => type)).toEqual([
      "PaymentRequested",
      "WalletDebited",
      "OrderPaid",
    ]);
    expect(new Set(chain.map(({ meta }) => meta.correlationId))).toEqual(new Set(["pay"]));
    expect(chain.slice(1).map(({ meta }) => [meta.causationId, meta.causationOrdinal])).toEqual([
      [chain[0]?.id, 1],
      [chain[1]?.id, 1],
    ]);
    expect(await shop.log.versionOf(orderStream(ORDER))).toBe(3);
  });

  it("has one family of errors with a root", () => {
    const errors = [
      new StorageError("x"),
      new ConcurrencyError(stream("a"), 1 as never, 2 as never),
    ];
    expect(errors.every(isHindsightError)).toBe(true);
  });

  it("evolves: events are plain data with a version each, and no text of a query is ever built", async () => {
    const log = openLog();
    await log.append(accepted("c1", ["'; DROP TABLE events;--"]));
    const [event] = await log.read({ filter: { streams: [stream("'; DROP TABLE events;--")] } });
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
    expect(event?.schemaVersion).toBe(1);
  });
});
