import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { TableImport } from "../../src/application/store/table-import-state.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import { eventually } from "../eventually.ts";
import { openSession } from "./open-session.ts";
import { openTwoTabs } from "./two-tabs.ts";

const HOME = { decimal: ".", dates: "dmy", areDiscountsFractions: false, currency: "EUR" } as const;

/** Checks a table of what is to be in the wallets of ada, bob and cyd. */
async function checked(session: BookSession): Promise<TableImport> {
  const text = "client,balance,currency\nada,7.00,EUR\nbob,2.00,EUR\ncyd,3.00,EUR\n";
  const table = createTableImport(session, new File([text], "balances.csv"), HOME);
  await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));
  await table.check();
  return table;
}

/** A book in which ada has 5.00, bob 9.00 and cyd no wallet. */
async function withWallets({ bus }: BookSession): Promise<void> {
  for (const username of ["ada", "bob", "cyd"]) {
    await bus.dispatch({ type: "RegisterClient", username });
  }
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
  await bus.dispatch({ type: "CreditWallet", client: "bob", amount: 900 });
}

function balances({ history }: BookSession): readonly number[] {
  return history.wallets.rows(history.head().position).map(({ balance }) => balance);
}

function outcome({ state }: TableImport) {
  const { progress } = state.getState();
  return progress.kind === "sent" ? progress.sent : progress;
}

const REFUSED = /wallet of \w+ has changed since.*Nothing was moved. Check the table again/;

test.each([
  ["grows", { type: "CreditWallet", client: "ada", amount: 100 }, [600, 200, 300], 2],
  ["shrinks", { type: "DebitWallet", client: "bob", amount: 100 }, [700, 800, 300], 3],
  ["is opened", { type: "CreditWallet", client: "cyd", amount: 100 }, [700, 200, 100], 4],
])(
  "a wallet that %s after the check is not led to another balance",
  async (_, change, left, row) => {
    const session = await openSession();
    await withWallets(session);
    const table = await checked(session);
    // when money moves between the check and adding
    await session.bus.dispatch(change);
    await table.send();
    // then that row is refused, with what to do, and the others are right
    expect(outcome(table)).toMatchObject({
      ...{ accepted: 2, rest: [] },
      refused: [{ row, column: "balance", reason: expect.stringMatching(REFUSED) }],
    });
    expect(balances(session)).toEqual(left);
    // and when it is checked again, it leads to what the table says
    await table.check();
    await table.send();
    expect(outcome(table)).toMatchObject({ accepted: 1, refused: [] });
    expect(balances(session)).toEqual([700, 200, 300]);
  },
);

test("a change in another tab counts, also where this one has not heard of it", async () => {
  const { tabs, leave } = await openTwoTabs();
  const [here, there] = tabs;
  await withWallets(here);
  const table = await checked(here);
  await there.bus.dispatch({ type: "CreditWallet", client: "ada", amount: 1 });
  await table.send();
  expect(outcome(table)).toMatchObject({ accepted: 2, refused: [{ row: 2 }] });
  expect(balances(here)).toEqual([501, 200, 300]);
  await leave();
});

test("a table that is broken off goes on, and moves nothing twice", async () => {
  const session = await openSession();
  await withWallets(session);
  const table = await checked(session);
  const sending = table.send();
  table.cancel();
  await sending;
  await table.check();
  await table.send();
  expect(balances(session)).toEqual([700, 200, 300]);
});
