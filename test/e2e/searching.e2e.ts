import { expect, type Locator, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

/** Registers so many clients, each with an order and a wallet: every one of them is six events. */
async function fill(page: Page, count: number): Promise<void> {
  await page.evaluate(async (clients) => {
    const { dispatch } = window.hindsight;
    for (let number = 1; number <= clients; number += 1) {
      const client = `user-${number}`;
      const lines = [{ productCode: `P-${number % 7}`, quantity: 1, unitPrice: 100 * number }];
      await dispatch({ type: "RegisterClient", username: client, name: `Name ${number}` });
      await dispatch({ type: "PlaceOrder", orderId: `o-${number}`, client, lines });
      await dispatch({ type: "CreditWallet", client, amount: number });
    }
  }, count);
}

/** The row at the top of a table, and how far it stands from there. */
function atTop(table: Locator): Promise<{ text: string; from: number }> {
  return table.evaluate((element) => {
    const scroller = element.parentElement as HTMLElement;
    const head = scroller.getBoundingClientRect().top + 34;
    const rows = [...element.querySelectorAll('[role="row"]')].slice(1);
    const tops = rows.map((row) => ({ row, from: row.getBoundingClientRect().top - head }));
    const first = tops.filter(({ from }) => from > -39).sort((a, b) => a.from - b.from)[0];
    // Its first two cells tell which one it is.
    const cells = [...(first?.row.children ?? [])].slice(0, 2);
    const text = cells.map((cell) => cell.textContent).join(" ");
    return { text, from: Math.round(first?.from ?? Number.NaN) };
  });
}

test("orders are found by client, product, id and number, as of the moment on the screen", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page, 20);
  await book.goTo("Orders");
  const field = page.getByRole("searchbox", { name: "Search orders" });
  const found = page.getByRole("status", { name: "Search" });
  const table = book.table("Orders");
  for (const [typed, count] of [
    ["NAME 20", 1],
    ["user-1", 11],
    ["p-3", 3],
    ["o-7", 1],
    ["#7", 1],
  ] as const) {
    await field.fill(typed);
    await expect(found).toHaveText(`${count} found`);
    await expect(table).toHaveAttribute("aria-rowcount", String(count + 1));
  }
  await field.fill("p-3");
  await page.getByLabel("Sort").selectOption("smallest first");
  await expect(table.getByRole("row").nth(1)).toContainText("€3.00");
  await expect(table.getByRole("columnheader", { name: "Total" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  // Scrubbed to its beginning, and back again.
  await book.slider.press("Home");
  await expect(page.getByText("No order fits “p-3” at this moment.")).toBeVisible();
  await book.slider.press("End");
  await expect(found).toHaveText("3 found");
  await page.getByLabel("Status").selectOption("shipped");
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(field).toHaveValue("");
  await expect(page.getByText("No order is shipped at this moment.")).toBeVisible();
});

test("a search stays while one looks into the events that changed its values", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page, 12);
  await page.evaluate(() => window.hindsight.dispatch({ type: "ShipOrder", orderId: "o-3" }));
  await book.goTo("Orders");
  await page.getByLabel("Search orders").fill("name 3");
  await page.getByRole("button", { name: "Open order 3" }).click();
  const detail = page.getByRole("article", { name: "Order 3" });
  await detail.getByRole("button", { name: /^Status changed at/ }).click();

  const event = page.getByRole("complementary", { name: "Event" });
  await expect(event.getByRole("heading", { level: 2, name: /OrderShipped/ })).toBeVisible();
  await expect(detail).toBeVisible();
  await expect(page.getByLabel("Search orders")).toHaveValue("name 3");
  await expect(book.table("Orders")).toHaveAttribute("aria-rowcount", "2");

  await book.table("Orders").getByRole("cell", { name: "€3.00" }).click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: /^Total changed at/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(event.getByRole("heading", { level: 2, name: /OrderPlaced/ })).toBeVisible();
  await event.getByRole("button", { name: "See the book then" }).click();
  await expect(book.table("Orders")).toContainText("placed");
});

for (const [screen, scrolled] of [
  ["Clients", 1_000],
  ["Orders", 1_000],
  ["Wallets", 1_000],
  ["Events", 6_000],
] as const) {
  test(`the table of ${screen} keeps its place while the cursor moves, rows come and one goes elsewhere`, async ({
    page,
  }) => {
    const book = new BookPage(page);
    await book.open();
    await fill(page, 60);
    await book.goTo(screen === "Events" ? "Timeline" : screen);
    const table = book.table(screen);
    const scroller = page.getByRole("group", { name: `${screen}, scrollable` });
    await scroller.evaluate((element, top) => element.scrollTo({ top: top + 7 }), scrolled);
    await expect.poll(async () => (await atTop(table)).from).toBe(-7);
    const before = await atTop(table);

    // Scrubbed event by event; what stands at the top was there all the while.
    await book.slider.focus();
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press("ArrowLeft");
      expect(await atTop(table)).toEqual(before);
    }
    // To before it, where it cannot be, and back.
    await book.slider.press("Home");
    await expect(table).toHaveAttribute("aria-rowcount", "1");
    await book.slider.press("End");
    await expect.poll(() => atTop(table)).toEqual(before);

    // New rows come before it.
    await page.evaluate(async () => {
      const lines = [{ productCode: "P", quantity: 1, unitPrice: 100 }];
      for (const username of ["late-1", "late-2", "late-3"]) {
        await window.hindsight.dispatch({ type: "RegisterClient", username });
        await window.hindsight.dispatch({ type: "PlaceOrder", client: username, lines });
        await window.hindsight.dispatch({ type: "CreditWallet", client: username, amount: 5 });
      }
    });
    await expect(book.slider).toHaveAttribute("aria-valuenow", "316");
    expect(await atTop(table)).toEqual(before);

    // On another screen and back.
    await book.goTo("Transfer");
    await book.goTo(screen === "Events" ? "Timeline" : screen);
    await expect.poll(() => atTop(table)).toEqual(before);

    // At the beginning, the newest row is what one wants to see.
    await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
    await page.evaluate(() =>
      window.hindsight.dispatch({ type: "CreditWallet", client: "user-1", amount: 1 }),
    );
    await expect(book.slider).toHaveAttribute("aria-valuenow", "317");
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(0);
    // By hand it scrolls as ever.
    await scroller.hover();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBe(400);
  });
}
