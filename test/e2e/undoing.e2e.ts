import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation, VIEWPORTS } from "./violations.ts";

const ORDER = { client: "ada", product: "TEA", quantity: "2", price: "4.50" };

function bar(page: Page) {
  return page.getByRole("banner");
}

function toast(page: Page) {
  return page.getByRole("status", { name: "Last change" });
}

test("an order is taken back, by a command of its own, and placed again", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.placeOrder(ORDER);
  await expect(toast(page)).toContainText("Order 1 placed.");

  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(toast(page)).toContainText("Taken back: Order 1 placed.");
  await expect(book.table("Orders")).toContainText("cancelled");

  // The history tells both, one under the other.
  await book.goTo("Timeline");
  const [cancelled] = await book.rows("Events");
  expect(cancelled).toContain("OrderCancelled");
  await page.getByRole("button", { name: "OrderCancelled, event 5" }).click();
  const tree = page.getByRole("list", { name: "Causes and effects" });
  await expect(tree.getByRole("listitem").first()).toContainText("OrderPlaced #4");
  await expect(tree.getByRole("listitem").first()).toContainText("OrderCancelled #5");

  await bar(page).getByRole("button", { name: "Redo" }).click();
  await expect(toast(page)).toContainText("Done again: Order 2 placed.");
  await expect(book.slider).toHaveAttribute("aria-valuemax", "6");
});

test("keys take back and do again, and leave a field to the browser", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.goTo("Wallets");
  await book.moveMoney({ client: "ada", amount: "5" });
  await book.form("Move money").getByLabel("Amount").fill("7");
  await page.keyboard.press("Control+z");
  await expect(book.table("Wallets")).toContainText("€5.00");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+z");
  await expect(book.table("Wallets")).toContainText("€0.00");
  await page.keyboard.press("Control+Shift+z");
  await expect(book.table("Wallets")).toContainText("€5.00");
});

test("what another tab changed since is not overwritten, and can be looked at", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await page.getByRole("button", { name: "Open client ada" }).click();
  await page.getByRole("button", { name: "Edit client" }).click();
  const form = page.getByRole("form", { name: "Edit client" });
  await form.getByLabel("Name").fill("Ada");
  await form.getByRole("button", { name: "Save client" }).click();
  await expect(toast(page)).toContainText("ada changed: name.");

  const other = await context.newPage();
  await new BookPage(other).open();
  await other.evaluate(() =>
    window.hindsight.dispatch({ type: "ChangeClient", client: "ada", name: "Countess" }),
  );
  await other.close();

  await book.goTo("Orders");
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await expect(toast(page)).toContainText("the name is “Countess” now. Nothing was overwritten.");
  await toast(page).getByRole("link", { name: "Look at it" }).click();
  await expect(page.getByText("Countess").first()).toBeVisible();
});

test("the sentence waits while it has the focus, never covers the timeline, and can be dismissed", async ({
  page,
}) => {
  await page.clock.install();
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  const dismiss = toast(page).getByRole("button", { name: "Dismiss" });
  await dismiss.focus();
  await page.clock.fastForward(60_000);
  await expect(dismiss).toBeVisible();

  const told = await toast(page).boundingBox();
  const dock = await page.getByRole("region", { name: "Time travel" }).boundingBox();
  expect((told?.y ?? 0) + (told?.height ?? 0)).toBeLessThanOrEqual(dock?.y ?? 0);

  await page.keyboard.press("Enter");
  await expect(dismiss).toBeHidden();

  await book.addClient("bob");
  await expect(toast(page)).toContainText("bob added.");
  await page.clock.fastForward(10_000);
  await expect(toast(page)).toBeEmpty();
});

for (const viewport of VIEWPORTS) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport, contextOptions: { reducedMotion: "reduce" } });

    test("what is told has no violation, and targets are large enough", async ({ page }) => {
      const book = new BookPage(page);
      const check = (state: string) => expectNoViolation(page, state);
      await book.open();
      await book.addClient("ada");
      await expect(toast(page)).toContainText("ada added.");
      await check("done");
      const isPhone = viewport.width < 720;
      if (isPhone) {
        await page.getByRole("button", { name: "More" }).click();
        await check("more");
      }
      const undo = page.getByRole(isPhone ? "navigation" : "banner").getByRole("button", {
        name: "Undo",
      });
      const box = await undo.boundingBox();
      const size = Math.min(box?.width ?? 0, box?.height ?? 0);
      expect(size).toBeGreaterThanOrEqual(isPhone ? 44 : 24);
      await undo.click();
      await expect(toast(page)).toContainText("not taken back");
      await check("not taken back");
    });
  });
}
