import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation } from "./violations.ts";

// Events: 1 book, 2–3 ada, 4–5 credited, 6 placed; then 7 renamed, 8 lines, 9 debited, 10 placed, 11–12 bob.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const line = { productCode: "TEA", quantity: 1, unitPrice: 450 };
    await dispatch({ type: "RegisterClient", clientId: "c-ada", username: "ada", name: "Ada" });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 10_000 });
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines: [line] });
    await dispatch({ type: "ChangeClient", client: "ada", name: "Ada L." });
    const lines = [{ ...line, quantity: 7 }];
    await dispatch({ type: "ChangeOrderLines", orderId: "o-1", lines });
    await dispatch({ type: "DebitWallet", client: "ada", amount: 4_000 });
    await dispatch({ type: "PlaceOrder", orderId: "o-2", client: "ada", lines: [line] });
    await dispatch({ type: "RegisterClient", clientId: "c-bob", username: "bob" });
  });
}

async function told(page: Page) {
  return page.evaluate(async () => {
    const { view } = window.hindsight;
    type Row = { name?: string; status: string; total: number; balance: number };
    const [clients, orders, wallets] = await Promise.all(
      (["clients", "orders", "wallets"] as const).map(
        (name) => view(name) as unknown as Promise<Row[]>,
      ),
    );
    return {
      names: clients?.map(({ name }) => name),
      orders: orders?.map(({ status, total }) => `${status} ${total}`),
      balances: wallets?.map(({ balance }) => balance),
    };
  });
}

test("a moment of the past is brought back by new events, and that is taken back again", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.evaluate(() => window.hindsight.goTo(6));
  await page.getByRole("link", { name: "Restore as new event…" }).click();
  await expect(page).toHaveURL(/#\/restore\/6$/);

  await test.step("first it says what differs, and what would come of it", async () => {
    await expect(page.getByText("5 records differ.")).toContainText("5 records differ.");
    const table = page.getByRole("table", { name: "Records to restore" });
    const [, ada, bob, order, later, wallet] = await table.getByRole("row").allInnerTexts();
    expect(ada).toContain("Name: Ada L. → Ada");
    expect(bob).toContain("A client who is in the book stays there");
    expect(order).toContain("7 × TEA at €4.50 → 1 × TEA at €4.50");
    expect(later).toContain("Cancel order");
    expect(wallet).toContain("Credit €40.00");
    await expect(page.getByRole("region", { name: "Not brought back" })).toContainText("bob");
    expect((await book.fingerprint()).length).toBe(64);
  });

  await test.step("what is to stay is left out", async () => {
    await page.getByRole("checkbox", { name: "Restore Order 2" }).uncheck();
    await page.getByRole("button", { name: "Return to live and send 3 commands" }).click();
  });

  await test.step("then it is done live, each command for itself, in one conversation", async () => {
    await expect(page.getByText("3 commands accepted.")).toBeVisible();
    await expect(page.getByText("Live · #15")).toBeVisible();
    expect(await told(page)).toEqual({
      names: ["Ada", undefined],
      orders: ["placed 450", "placed 450"],
      balances: [10_000],
    });
    const conversations = await page.evaluate(async () => {
      const events = await window.hindsight.readAll({ from: 13 });
      return events.map(({ meta }) => meta.correlationId);
    });
    expect(new Set(conversations).size).toBe(1);
  });

  await test.step("and Undo takes it back, the last command first", async () => {
    for (const position of [16, 17, 18]) {
      await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
      await expect(page.getByText(`Live · #${position}`)).toBeVisible();
    }
    expect(await told(page)).toEqual({
      names: ["Ada L.", undefined],
      orders: ["placed 3150", "placed 450"],
      balances: [6_000],
    });
  });
});

test("of an open record, that one alone is brought back", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/clients/c-ada");
  await page.evaluate(() => window.hindsight.goTo(6));
  await page.getByRole("link", { name: "Restore as new event…" }).click();
  await expect(page.getByText("1 record differs.")).toBeVisible();
  await page.getByRole("button", { name: "Return to live and send 1 command" }).click();
  await expect(page.getByText("Nothing differs between that moment and now")).toBeVisible();
  const { names, balances } = await told(page);
  expect([names, balances]).toEqual([["Ada", undefined], [6_000]]);
});

test("an address that cannot be restored says why", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/restore/soon");
  await expect(book.alert).toContainText("“soon” names no moment to restore");
  await page.goto("/#/restore/6-note-1");
  await expect(book.alert).toContainText("“6-note-1” names no moment to restore");
  await page.goto("/#/restore/4000");
  await expect(book.alert).toContainText("Event 4,000 is not there yet");
  await page.goto("/#/restore/12");
  await expect(page.getByText("This is how it stands now")).toBeVisible();
});

test.describe("on a phone", () => {
  const contextOptions = { reducedMotion: "reduce" } as const;
  test.use({ viewport: { width: 390, height: 844 }, contextOptions });

  test("what would be restored can be read by everybody", async ({ page }) => {
    const book = new BookPage(page);
    await book.open();
    await fill(page);
    await page.evaluate(() => window.hindsight.goTo(6));
    await page.goto("/#/restore/6");
    await expect(page.getByText("5 records differ.")).toBeVisible();
    await expectNoViolation(page, "what would be restored");
  });
});
