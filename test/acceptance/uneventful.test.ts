import { describe, expect, it } from "vitest";
import { pummel } from "../../src/application/diagnostics/load-test.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { NOW, openSession } from "../application/open-session.ts";

async function openService() {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "k" });
  const credit = (amount: number) =>
    session.bus.dispatch({ type: "CreditWallet", client: "ada", amount });
  const debit = (amount: number) =>
    session.bus.dispatch({ type: "DebitWallet", client: "ada", amount });
  return { ...session, credit, debit };
}

/** A wallet service by command and query separation. */
describe("uneventful", () => {
  it("refuses a debit beyond the balance, and keeps the attempt", async () => {
    const { credit, debit, log, history } = await openService();
    await credit(500);
    expect(await debit(700)).toMatchObject({
      accepted: false,
      rejection: {
        code: "insufficient-funds",
        message: "The balance is 5.00 EUR, which is less than 7.00 EUR.",
      },
    });
    expect(history.wallets.rows(history.head().position)).toMatchObject([{ balance: 500 }]);
    expect((await log.journal()).at(-1)).toMatchObject({
      outcome: "refused",
      command: { type: "DebitWallet", payload: { client: "ada", amount: 700 } },
    });
  });

  it("looks up the state after each transaction, and all of them in order", async () => {
    const { credit, debit, history } = await openService();
    await credit(500);
    await debit(200);
    await credit(50);
    const moves = history.wallets.changes("k", history.head().position);
    const balances = moves.map(({ position }) => history.wallets.row("k", position)?.balance);
    expect(balances).toEqual([0, 500, 300, 350]);
    expect(moves.map(({ event }) => event.type)).toEqual([
      "WalletOpened",
      "WalletCredited",
      "WalletDebited",
      "WalletCredited",
    ]);
  });

  it("reads balance and transactions from the views alone: asking writes nothing", async () => {
    const { credit, history, log } = await openService();
    await credit(500);
    const before = await log.head();
    for (let at = 0; at <= before.position; at += 1) history.wallets.rows(at as Position);
    expect(await log.head()).toEqual(before);
  });

  it("keeps one history of all its domains", async () => {
    const { credit, bus, log } = await openService();
    await credit(500);
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
    await bus.dispatch({ type: "PlaceOrder", client: "ada", lines });
    const domains = (await log.read()).map(({ stream }) => stream.split("-")[0]);
    expect(domains).toEqual(["book", "client", "username", "wallet", "wallet", "order"]);
  });

  it("bears 16 writers and 64 readers, does not lock up, and is whole afterwards", async () => {
    const report = await pummel(
      {
        async openScratch(wrap) {
          const session = await openSession(wrap(createMemoryLog({ now: () => NOW })));
          return { session, drop: async () => {} };
        },
        clock: () => performance.now(),
      },
      { writers: 16, readers: 64, seconds: 1 },
    );
    expect(report.whole).toBe(true);
    expect(report.commands).toBeGreaterThan(16);
    expect(report.reads).toBeGreaterThan(64);
    expect(report.refused).toBeGreaterThan(0);
  });

  it("answers for its health: the log verifies, and says how far it reaches", async () => {
    const { credit, log } = await openService();
    await credit(500);
    expect(await log.verify()).toEqual({ ok: true, head: await log.head() });
  });
});
