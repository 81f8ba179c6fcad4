import { expect, type Locator, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation } from "./violations.ts";

test.use({
  viewport: { width: 390, height: 844 },
  contextOptions: { reducedMotion: "reduce" },
  hasTouch: true,
});

/** As small as a finger can be sure of. */
const FINGER = 44;

// Events: 1 book, 2–3 ada, 4 … 9 credited.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const occurredAt = "2026-05-01T12:00:00Z";
    await dispatch({ type: "RegisterClient", username: "ada", occurredAt });
    for (let day = 2; day < 7; day += 1) {
      const client = "ada";
      await dispatch({
        ...{ type: "CreditWallet", client, amount: 100 },
        occurredAt: `2026-05-0${day}T12:00:00Z`,
      });
    }
  });
}

async function sizesBelow(buttons: Locator, size: number): Promise<string[]> {
  return buttons.evaluateAll(
    (elements, least) =>
      elements
        .filter((element) => {
          // Who means a box to tick may press what is around it.
          const pressed = element.matches("[type=checkbox]") ? element.closest("label") : element;
          const { width, height } = (pressed ?? element).getBoundingClientRect();
          return width > 0 && (width < least || height < least);
        })
        .map((element) => element.getAttribute("aria-label") ?? element.textContent ?? ""),
    size,
  );
}

test("the badge opens all of the timeline in the lower half, and the screen stays in sight", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await book.goTo("Wallets");
  const badge = page.getByRole("button", { name: "Live · #9" });
  const dock = page.getByRole("region", { name: "Time travel" });
  await expect(dock.getByRole("button", { name: "Zoom in" })).toBeHidden();

  await test.step("with everything that has no room otherwise, each as large as a finger", async () => {
    await badge.tap();
    await expect(badge).toHaveAttribute("aria-expanded", "true");
    await expect(dock.getByRole("heading", { name: "Timeline" })).toBeFocused();
    await expect(dock).toContainText("Event 9 of 9");
    for (const name of ["First", "Step back", "Play", "Step forward", "Zoom in", "Bookmarks"]) {
      await expect(dock.getByRole("button", { name, exact: true })).toBeVisible();
    }
    expect(await sizesBelow(dock.locator("button, a, select, input"), FINGER)).toEqual([]);
    const top = await dock.evaluate((element) => element.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(844 * 0.4);
    await expect(page.getByRole("table", { name: "Wallets" })).toBeInViewport();
    await expectNoViolation(page, "the timeline as a half-sheet");
  });

  await test.step("one event back, to a day, and live again", async () => {
    await dock.getByRole("button", { name: "Step back" }).tap();
    await expect(book.slider).toHaveAttribute("aria-valuenow", "8");
    await dock.getByLabel("Jump to date").fill("2026-05-03");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "6");
    await expect(page.getByRole("button", { name: /#6$/ }).first()).toHaveAttribute(
      "data-mode",
      "past",
    );
    await expect(page.getByRole("table", { name: "Wallets" })).toContainText("€2.00");
    await dock.getByRole("button", { name: "Live", exact: true }).tap();
    await expect(book.slider).toHaveAttribute("aria-valuenow", "9");
  });

  await test.step("and closes by its button, by Escape and by the badge", async () => {
    await dock.getByRole("button", { name: "Close the timeline" }).tap();
    await expect(dock.getByRole("heading", { name: "Timeline" })).toBeHidden();
    await badge.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(dock.getByRole("heading", { name: "Timeline" })).toBeHidden();
    await expect(badge).toBeFocused();
    await badge.tap();
    await badge.tap();
    await expect(badge).toHaveAttribute("aria-expanded", "false");
    await expect(book.slider).toBeVisible();
  });
});

test("whatever can be pressed on a screen is as large as a finger", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
    await dispatch({ type: "DebitWallet", client: "ada", amount: 9_000 });
  });
  const screens = [
    "dashboard",
    "clients",
    "orders",
    "orders/o-1",
    "wallets",
    "timeline",
    "journal",
  ];
  const rooms = ["transfer", "csv", "health", "books", "branch", "compare/2-6", "restore/4"];
  for (const screen of [...screens, ...rooms]) {
    await page.goto(`/#/${screen}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // A link within a sentence is as high as its line, and the fold can be pressed above itself.
    const targets = page.locator("button, select, input, a:not(p a)");
    const small = await sizesBelow(targets, FINGER - 0.5);
    expect(small, screen).toEqual(["Fold the timeline"]);
  }
});
