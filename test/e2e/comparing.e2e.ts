import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation } from "./violations.ts";

// Events: 1 book, 2–3 ada, 4 placed, 5 opened, 6 credited, 7 shipped, 8 renamed, 9 credited, 10–11 a hostile client.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada" });
    const lines = [{ productCode: "TEA", quantity: 3, unitPrice: 450 }];
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
    await dispatch({ type: "ShipOrder", orderId: "o-1" });
    await dispatch({ type: "ChangeClient", client: "ada", name: "Ada, “Countess”" });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 41_000 });
    await dispatch({ type: "RegisterClient", username: '=HYPERLINK("http://x")' });
  });
}

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("a moment of the past is compared with now, field by field, and taken along as a file", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);

  await test.step("from the banner of the past", async () => {
    await page.evaluate(() => window.hindsight.goTo(6));
    await page.getByRole("link", { name: "Compare with now" }).click();
    await expect(page).toHaveURL(/#\/compare\/6-11$/);
    await expect(page.getByText(/^1 client added/)).toHaveText(
      "1 client added, 1 client changed, 1 order changed, 1 wallet changed, balance + €410.00.",
    );
  });

  const table = page.getByRole("table", { name: "Differences" });
  await test.step("each value leads to its event, and to the record then", async () => {
    await expect(table.getByRole("row")).toHaveCount(6);
    await table.getByRole("button", { name: "Why: Balance of Wallet of ada" }).click();
    const event = page.getByRole("complementary", { name: "Event" });
    await expect(event.getByRole("heading", { level: 2 })).toHaveText("WalletCredited #9");
    await expect(event).toContainText("This event made Balance of Wallet of ada €460.00.");
    await table.getByRole("button", { name: "placed, as of event 6" }).click();
    await expect(page.getByRole("article", { name: "Order 1" })).toContainText("placed");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "6");
    await expect(event).toBeHidden();
    await page.goBack();
    await table.getByRole("button", { name: "Order 1, as of event 11" }).first().click();
    await expect(page.getByRole("article", { name: "Order 1" })).toContainText("shipped");
    await expect(page.getByText("Live · #11")).toBeVisible();
    await page.goBack();
  });

  await test.step("one kind of records at a time", async () => {
    await page.getByLabel("Show").selectOption("wallets");
    await expect(table.getByRole("row")).toHaveCount(2);
    await expect(table).toContainText("€50.00");
  });

  await test.step("as CSV, safe for spreadsheets, and as JSON", async () => {
    const csv = await download(page, "Export CSV");
    expect(csv.name).toBe("My book 6-11.csv");
    const [head, ...lines] = csv.text.replace("\ufeff", "").trimEnd().split("\r\n");
    expect(head).toBe("record,id,name,change,field,before,after,currency,event");
    const [client, wallet] = [lines[0], lines.find((line) => line.startsWith("wallets"))];
    expect(client).toMatch(/^clients,[^,]+,Client ada,changed,name,Ada,"Ada, “Countess”",,8$/);
    expect(wallet).toMatch(/^wallets,[^,]+,Wallet of ada,changed,balance,50\.00,460\.00,EUR,9$/);
    expect(lines.find((line) => line.includes("added,username"))).toContain(
      `"'=HYPERLINK(""http://x"")"`,
    );

    const json = await download(page, "Export JSON");
    const { from, to, differences } = JSON.parse(json.text);
    expect([from, to, differences.length]).toEqual([6, 11, 4]);
    expect(differences.at(-1)).toMatchObject({
      record: "wallets",
      change: "changed",
      currency: "EUR",
      fields: [{ field: "balance", before: 5_000, after: 46_000, event: 9 }],
    });
  });

  await test.step("by its address, in another tab", async () => {
    const other = await page.context().newPage();
    await other.goto("/#/compare/0-4");
    await expect(other.getByText(/^1 client added/)).toHaveText(
      "1 client added, 1 order added, order value + €13.50.",
    );
    await other.close();
  });
});

test("an address that cannot be compared says why, and leads on", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/compare/one-two");
  await expect(book.alert).toContainText("“one-two” names no two moments");
  await expect(page.getByLabel("To event")).toHaveValue("11");
  await page.getByLabel("From event").fill("2");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/#\/compare\/2-11$/);
  await page.goto("/#/compare/3-4000");
  await expect(book.alert).toContainText("Event 4,000 is not there yet");
  await page.getByRole("link", { name: "Compare up to now" }).click();
  await expect(page.getByText(/^1 client added/)).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: "reduce" } });

  test("the differences stand below each other, each with the way to its event", async ({
    page,
  }) => {
    const book = new BookPage(page);
    await book.open();
    await fill(page);
    await page.goto("/#/compare/6-11");
    const table = page.getByRole("table", { name: "Differences" });
    await expect(table).toContainText("shipped");
    await expectNoViolation(page, "two moments compared");
    await table.getByRole("button", { name: "Why: Status of Order 1" }).click();
    await expect(page.getByRole("dialog", { name: "Event" })).toContainText("OrderShipped #7");
  });
});
