import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { orderOf } from "./open-session.ts";
import { openTwoTabs, type TwoTabs } from "./two-tabs.ts";

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

describe("commands that are given without waiting, in Chromium's IndexedDB", () => {
  let book: TwoTabs;
  let stopCounting: () => void;
  let transactions: number;
  beforeEach(async () => {
    book = await openTwoTabs();
    transactions = 0;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === "readwrite") transactions += 1;
      return transaction.call(this, stores, mode, options);
    };
    stopCounting = () => {
      IDBDatabase.prototype.transaction = transaction;
    };
  });
  afterEach(async () => {
    stopCounting();
    await book.leave();
  });

  it("share few transactions, their refusals among them", async () => {
    const [{ bus, log }] = book.tabs;
    await log.warmUp();
    const answers = await Promise.all([
      bus.dispatch({ type: "RegisterClient", username: "ada" }),
      ...FIFTY.flatMap(() => [bus.dispatch(orderOf("ada")), bus.dispatch(orderOf("nobody"))]),
    ]);
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(51);
    expect(await log.journal()).toHaveLength(101);
    // Most come at once; a few may come while the first ones are being written.
    expect(transactions).toBeLessThan(6);
  });

  it("share few transactions also where writers wait for each answer", async () => {
    const [{ bus }] = book.tabs;
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    transactions = 0;
    const write = async (): Promise<void> => {
      for (let turn = 0; turn < 10; turn += 1) await bus.dispatch(orderOf("ada"));
    };
    await Promise.all(FIFTY.map(write));
    expect(transactions).toBeLessThan(50);
  });

  it("keep each tab's order and are decided on what the other one wrote", async () => {
    const [here, there] = book.tabs;
    const answers = await Promise.all(
      book.tabs.flatMap(({ bus }, tab) => [
        bus.dispatch({ type: "RegisterClient", username: `tab-${tab}` }),
        // Only one of the two can have it, and both place orders for whoever has.
        bus.dispatch({ type: "RegisterClient", username: "shared" }),
        ...FIFTY.flatMap((index) => [
          bus.dispatch({ ...orderOf(`tab-${tab}`), commandId: `own-${tab}-${index}` }),
          bus.dispatch({ ...orderOf("shared"), commandId: `shared-${tab}-${index}` }),
        ]),
        bus.dispatch({ type: "CreditWallet", client: "shared", amount: 100, currency: "EUR" }),
      ]),
    );
    const refused = answers.flatMap((one) => (one.accepted ? [] : [one.rejection.code]));
    expect(refused).toEqual(["username-taken"]);

    const events = await here.log.read();
    for (const prefix of ["own-0-", "own-1-", "shared-0-", "shared-1-"]) {
      const ids = events.map(({ meta }) => meta.commandId).filter((id) => id.startsWith(prefix));
      expect(ids).toEqual(FIFTY.map((index) => `${prefix}${index}`));
    }
    expect(await there.log.verify()).toMatchObject({ ok: true });
    await Promise.all([here, there].map(({ follower }) => follower.catchUp()));
    const at = here.history.head().position;
    expect(here.history.wallets.rows(at)).toEqual(there.history.wallets.rows(at));
    expect(here.history.wallets.rows(at)).toMatchObject([{ balance: 200 }]);
  });
});
