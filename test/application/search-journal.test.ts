import { beforeAll, describe, expect, it } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { searchJournal } from "../../src/application/session/journal-search.ts";
import { type Position, START } from "../../src/eventlog/envelope.ts";
import type { JournalFilter } from "../../src/read-model/queries/journal-rows.ts";
import { openSession, orderOf } from "./open-session.ts";

let session: BookSession;
const search = async (filter: JournalFilter, from = session.history.head().position) => {
  const { rows } = await searchJournal(session.log, session.history, filter, from);
  return rows.map(({ type, outcome, client, at }) => `${type} ${outcome}, ${client} at ${at}`);
};

describe("Given a book in which some things were refused", () => {
  beforeAll(async () => {
    session = await openSession();
    const { dispatch } = session.bus;
    await dispatch({ type: "RegisterClient", username: "ada" });
    await dispatch({ type: "RegisterClient", username: "Bob" });
    await dispatch({ type: "RegisterClient", username: "ADA" });
    await dispatch({ ...orderOf("ada"), orderId: "o-1" });
    await dispatch({ type: "ShipOrder", orderId: "o-1" });
    await dispatch({ type: "CancelOrder", orderId: "o-1" });
    await dispatch({ type: "CreditWallet", client: "bob", amount: 0 });
  });

  it("tells all attempts, the newest first, each with its client", async () => {
    expect(await search({})).toEqual([
      "CreditWallet refused, bob at 7",
      "CancelOrder refused, ada at 7",
      "ShipOrder accepted, ada at 7",
      "PlaceOrder accepted, ada at 6",
      "RegisterClient refused, ADA at 5",
      "RegisterClient accepted, Bob at 5",
      "RegisterClient accepted, ada at 3",
    ]);
  });

  it("tells those of a filter alone", async () => {
    expect(await search({ outcome: "accepted", type: "RegisterClient" })).toHaveLength(2);
    expect(await search({ outcome: "refused", client: "bo" })).toEqual([
      "CreditWallet refused, bob at 7",
    ]);
    expect(await search({ rule: "username-taken" })).toEqual(["RegisterClient refused, ADA at 5"]);
    expect(await search({ client: " ADA " })).toHaveLength(5);
    expect(await search({ rule: "busy" })).toEqual([]);
  });

  it("tells what had been asked by an earlier moment", async () => {
    expect(await search({}, 5 as Position)).toEqual([
      "RegisterClient refused, ADA at 5",
      "RegisterClient accepted, Bob at 5",
      "RegisterClient accepted, ada at 3",
    ]);
    expect(await search({ outcome: "refused" }, 6 as Position)).toHaveLength(1);
  });
});

describe("Given a book with more attempts than a page holds", () => {
  it("rests, and goes on from there without gap or repeat", async () => {
    session = await openSession();
    for (let count = 0; count < 1_500; count += 1) {
      await session.bus.dispatch({ type: "RegisterClient", username: `client ${count}` });
    }
    const { log, history } = session;
    const head = history.head().position;

    const ids: string[] = [];
    const rests: number[] = [head];
    for (let from = head; from > START; ) {
      const { rows, reached } = await searchJournal(log, history, {}, from);
      ids.push(...rows.map(({ commandId }) => commandId));
      rests.push(reached);
      from = reached;
    }

    expect(rests).toEqual([3_001, 2_001, 1_001, 1, 0]);
    expect(new Set(ids).size).toBe(1_500);
    expect(ids).toHaveLength(1_500);
  });
});
