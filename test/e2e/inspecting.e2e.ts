import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation } from "./violations.ts";

// Events: 1 book, 2–3 ada, 4 placed, 5 opened, 6 credited, 7 requested, 8 debited, 9 paid.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch, head } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada Lovelace" });
    const lines = [{ productCode: "TEA", quantity: 3, unitPrice: 450 }];
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
    await dispatch({ type: "PayOrder", orderId: "o-1" });
    while (head() < 9) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

test("why a cell holds its value is told beside the table, down to the hash", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await book.goTo("Wallets");
  const event = page.getByRole("complementary", { name: "Event" });

  await test.step("by the context menu of the cell, without leaving the screen", async () => {
    await book.table("Wallets").getByRole("cell", { name: "€36.50" }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Balance changed at #8" }).click();
    await expect(event.getByRole("heading", { level: 2 })).toHaveText("WalletDebited #8");
    await expect(event).toContainText("This event made Balance of Wallet of ada €36.50.");
    await expect(book.table("Wallets")).toBeVisible();
    await expect(book.slider).toBeVisible();
  });

  await test.step("the workflow’s command, the state before and after, and the whole chain of causes", async () => {
    await expect(event).toContainText("Command, sent because of another event");
    await expect(event).toContainText("DebitForOrder");
    const state = event.getByRole("region", { name: "State before and after" });
    await expect(state).toContainText("€50.00");
    await expect(state.locator("[data-asked=true]")).toContainText("€36.50");
    await expect(state.locator("[data-asked=true]")).toBeInViewport();
    const tree = event.getByRole("list", { name: "Causes and effects" });
    await expect(tree.getByRole("button")).toHaveText([
      "PaymentRequested #7",
      "WalletDebited #8",
      "OrderPaid #9",
    ]);
    await tree.getByRole("button", { name: "PaymentRequested #7" }).click();
    await expect(event.getByRole("heading", { level: 2 })).toHaveText("PaymentRequested #7");
    await expect(event).toContainText("€13.50");
  });

  await test.step("the hash and the line it is exported as can be copied", async () => {
    const [requested] = await page.evaluate(() => window.hindsight.readAll({ from: 7, to: 7 }));
    await event.getByRole("button", { name: "Show the whole hash" }).click();
    await expect(event.getByRole("region", { name: "Chain" })).toContainText(
      requested?.hash ?? "no seventh event",
    );
    await event.getByRole("button", { name: "Copy JSON" }).click();
    await expect(event.getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await event.getByRole("button", { name: "Keep open" }).click();
    const { text } = await book.exportFile();
    expect(text.split("\n")[6]).toBe(copied);
  });

  await test.step("it stays on another screen, as it is pinned, and leads to the book then", async () => {
    await expect(event).toBeVisible();
    await event.getByRole("button", { name: "See the book then" }).click();
    await expect(book.slider).toHaveAttribute("aria-valuenow", "7");
    await event.getByRole("button", { name: "Close the event" }).click();
    await expect(event).toBeHidden();
  });
});

test("an event can be read and left by keyboard alone", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await book.goTo("Orders");
  await page.getByRole("button", { name: "Open order 1" }).press("Enter");
  const opener = page.getByRole("button", { name: /^Status changed at/ });
  await opener.press("Enter");
  const event = page.getByRole("complementary", { name: "Event" });
  await expect(event.getByRole("heading", { level: 2, name: /OrderPaid/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(event.getByRole("button", { name: "Previous event" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(event.getByRole("heading", { level: 2 })).toHaveText("WalletDebited #8");
  await page.keyboard.press("Escape");
  await expect(event).toBeHidden();
  await expect(opener).toBeFocused();

  // Also from elsewhere, before it leaves the past.
  await opener.press("Enter");
  await event.getByRole("button", { name: "See the book then" }).press("Enter");
  await book.slider.focus();
  await page.keyboard.press("Escape");
  await expect(event).toBeHidden();
  await expect(book.slider).toHaveAttribute("aria-valuenow", "9");
  await expect(page.getByText(/^You are viewing/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^You are viewing/)).toBeHidden();
});

test("the address of an event opens it, and Back leaves it", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/timeline/6");
  const event = page.getByRole("complementary", { name: "Event" });
  await expect(event.getByRole("heading", { level: 2 })).toHaveText("WalletCredited #6");
  await expect(book.table("Events").getByRole("button", { pressed: true })).toHaveText(
    "WalletCredited",
  );
  await event.getByRole("button", { name: "Close the event" }).click();
  await expect(page).toHaveURL(/#\/timeline$/);
  await book.table("Events").getByRole("button", { name: "OrderPlaced, event 4" }).click();
  await expect(page).toHaveURL(/#\/timeline\/4$/);
  await page.goBack();
  await expect(event).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: "reduce" } });

  test("an event is a sheet of three parts", async ({ page }) => {
    const book = new BookPage(page);
    await book.open();
    await fill(page);
    await book.goTo("Orders");
    await page.getByRole("button", { name: "What changed order 1" }).click();
    await page.getByRole("menuitem", { name: "Status changed at #9" }).click();
    const sheet = page.getByRole("dialog", { name: "Event" });
    await expect(sheet.getByRole("tab", { name: "State" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await expect(sheet.locator("[data-asked=true]")).toContainText("paid");
    await expectNoViolation(page, "an event, its state");
    await sheet.getByRole("tab", { name: "State" }).press("ArrowRight");
    await expect(sheet.getByRole("region", { name: "Chain" })).toContainText("end of the log");
    await expectNoViolation(page, "an event, its chain");
    await sheet.getByRole("tab", { name: "What happened" }).click();
    await expect(sheet).toContainText("ConfirmPayment");
    await expectNoViolation(page, "an event, what happened");
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("button", { name: "What changed order 1" })).toBeFocused();
  });
});
