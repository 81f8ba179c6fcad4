import { expect, type Locator, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

const SCREENS = [
  ...["dashboard", "clients", "orders", "wallets", "timeline", "journal", "transfer"],
  ...["sharing", "books", "health", "csv", "compare/1-3", "restore/5"],
  ...["clients/c-ada", "orders/o-1", "wallets/c-ada"],
];

// Events: 1 book, 2–3 ada, then three for each of four orders.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const ada = { username: "ada", clientId: "c-ada", name: "Ada Lovelace" };
    await dispatch({ type: "RegisterClient", ...ada });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 123_456_789 });
    for (let number = 1; number <= 8; number += 1) {
      const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 123_456_789 }];
      await dispatch({ type: "PlaceOrder", orderId: `o-${number}`, client: "ada", lines });
    }
  });
}

/** The screen's heading and controls can be reached, and nothing is wider than the window. */
async function expectUsable(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  // What is pressed must not lie under a bar: a trial click says so.
  for (const control of await page
    .locator("main :is(button, a, input, select, textarea):visible")
    .all()) {
    if (await control.isDisabled()) continue;
    await control.click({ trial: true });
  }
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWider, page.url()).toBe(false);
}

function isCut(cell: Locator): Promise<boolean> {
  return cell.evaluate(
    (box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight + 1,
  );
}

/** Lines over which a text within a cell is spread. */
function linesOf(cell: Locator, text: string): Promise<number> {
  return cell.evaluate((box, wanted) => {
    const node = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode() as Text;
    const begin = node.data.indexOf(wanted);
    const range = document.createRange();
    range.setStart(node, begin);
    range.setEnd(node, begin + wanted.length);
    return range.getClientRects().length;
  }, text);
}

test.describe("a window of 320 × 256 pixels, as at 400 % zoom", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test("shows every screen, whose heading and controls can be reached", async ({ page }) => {
    const book = new BookPage(page);
    await book.open();
    await fill(page);
    for (const address of SCREENS) {
      await page.goto(`/#/${address}`);
      await expectUsable(page);
    }
  });

  test("shows an empty book, and the screens of a branch", async ({ page }) => {
    const book = new BookPage(page);
    await book.open();
    await expectUsable(page);
    await fill(page);
    await page.evaluate(() => window.hindsight.goTo(5));
    await page.getByRole("button", { name: "Branch from here" }).click();
    await page.getByRole("button", { name: "Make the branch" }).click();
    await expect(page).toHaveTitle(/^⑂/);
    for (const address of ["branch", "branch/bring-in", "branch/carry-over"]) {
      await page.goto(`${page.url().split("#")[0]}#/${address}`);
      await expectUsable(page);
    }
  });

  test("takes a client and an order by form, and another moment by the timeline", async ({
    page,
  }) => {
    const book = new BookPage(page);
    await book.open();
    await book.addClient("ada");
    await book.placeOrder({ client: "ada", product: "TEA", quantity: "1", price: "4.50" });
    await book.slider.focus();
    await page.keyboard.press("Home");
    await expect(page.getByRole("button", { name: /beginning/ })).toBeVisible();
    await page.keyboard.press("End");
    await page.evaluate(() =>
      window.hindsight.dispatch({ type: "RegisterClient", username: "bob" }),
    );
    // and what lies over the screen can be read and closed
    await book.goTo("Orders");
    await page.getByRole("button", { name: /^What changed order/ }).click();
    const last = page.getByRole("menuitem").last();
    await last.scrollIntoViewIfNeeded();
    await last.click({ trial: true });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.getByRole("dialog").getByRole("combobox").fill("tour");
    await page.keyboard.press("Enter");
    const tour = page.getByRole("complementary", { name: "Tour" });
    await expect(tour).toBeInViewport({ ratio: 1 });
    await tour.getByRole("button", { name: "Next" }).click();
    await expect(tour).toBeInViewport({ ratio: 1 });
  });
});

test("the form for a client has its button on the screen, and grows with the address", async ({
  page,
}) => {
  // Given the window of a laptop
  const book = new BookPage(page);
  await page.setViewportSize({ width: 1440, height: 820 });
  await book.open();
  await book.goTo("Clients");
  const form = book.form("Add client");
  const button = form.getByRole("button", { name: "Add client" });
  await expect(button).toBeInViewport({ ratio: 1 });

  // When an address of many lines is typed
  const address = form.getByLabel("Address");
  const before = (await address.boundingBox())?.height ?? 0;
  await address.fill(Array.from({ length: 12 }, (_, line) => `line ${line + 1}`).join("\n"));

  // Then a few of them are seen at once, and the button can still be reached
  const after = (await address.boundingBox())?.height ?? 0;
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after).toBeLessThan(160);
  await button.click({ trial: true });
});

test("the search of a folded list opens by its key", async ({ page }) => {
  const book = new BookPage(page);
  await page.setViewportSize({ width: 390, height: 664 });
  await book.open();
  await fill(page);
  await book.goTo("Orders");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search orders")).toBeFocused();
});

test("the timeline stays folded when the page is reloaded", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await page.getByRole("button", { name: "Fold the timeline" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Unfold the timeline" })).toBeVisible();
});

test("a half-typed form survives a reload, and its password does not", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.goTo("Clients");
  const form = book.form("Add client");
  await form.getByLabel("Username").fill("ad");
  await form.getByLabel("Password").fill("secret");
  await page.reload();
  await expect(form.getByLabel("Username")).toHaveValue("ad");
  await expect(form.getByLabel("Password")).toHaveValue("");
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("secret");
});

test("amounts of millions are shown whole, at 1280 pixels and on a phone", async ({ page }) => {
  const book = new BookPage(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await book.open();
  await fill(page);
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "kuw" });
    const money = { amount: 12_345_678_901, currency: "KWD" };
    await dispatch({ type: "CreditWallet", client: "kuw", ...money });
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: money.amount }];
    await dispatch({ type: "PlaceOrder", client: "kuw", currency: "KWD", lines });
  });
  for (const width of [1280, 390, 360]) {
    await page.setViewportSize({ width, height: 720 });
    for (const screen of ["Orders", "Wallets"] as const) {
      await book.goTo(screen);
      for (const digits of ["1,234,567.89", "12,345,678.901"]) {
        const amount = book.table(screen).getByRole("cell").filter({ hasText: digits }).first();
        await expect(amount).toBeVisible();
        expect(await isCut(amount), `${digits} of ${screen} at ${width}`).toBe(false);
        expect(await linesOf(amount, digits), `${digits} of ${screen} at ${width}`).toBe(1);
      }
    }
  }
});

test("amounts of millions are shown whole in what differs, on a phone", async ({ page }) => {
  const book = new BookPage(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await book.open();
  await fill(page);
  const before = await page.evaluate(async () => (await window.hindsight.readAll()).length);
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 876_543_210 }];
    await dispatch({ type: "ChangeOrderLines", orderId: "o-8", lines });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 765_432_100 });
  });
  const head = before + 2;
  for (const [address, name] of [
    [`compare/${before}-${head}`, "Differences"],
    [`restore/${before}`, "Records to restore"],
  ] as const) {
    await page.goto(`/#/${address}`);
    const table = page.getByRole("table", { name });
    const cells = table.getByRole("cell").filter({ hasText: "€8,765,432.10" });
    await expect(cells.first()).toBeVisible();
    for (const cell of await cells.all()) {
      expect(await isCut(cell), `${await cell.textContent()} at ${address}`).toBe(false);
    }
  }
});

test("a phone shows three rows of each list under its own furniture", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  for (const [width, height] of [
    [390, 664],
    [375, 553],
    [844, 390],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const [screen, name] of [
      ["Orders", "Orders"],
      ["Timeline", "Events"],
      ["Journal", "Attempts"],
    ] as const) {
      await book.goTo(screen);
      const third = book.table(name).getByRole("row").nth(3);
      await expect(third, `${screen} at ${width} × ${height}`).toBeInViewport({ ratio: 1 });
      await third.getByRole("button").first().click({ trial: true });
    }
  }
  await page.setViewportSize({ width: 390, height: 664 });
  // and the rest by one button
  await book.goTo("Orders");
  await book.showListTools();
  await expect(page.getByRole("button", { name: "Save as CSV: orders" })).toBeVisible();
  await expect(page.getByLabel("Search orders")).toBeVisible();
});
