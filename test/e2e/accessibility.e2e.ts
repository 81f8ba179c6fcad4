import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation, VIEWPORTS } from "./violations.ts";

const SCREENS = [
  "dashboard",
  "clients",
  "orders",
  "wallets",
  "timeline",
  "compare",
  "compare/2-6",
  "compare/rubbish",
  "journal",
  "transfer",
  "health",
  "books",
  "sharing",
];

for (const viewport of VIEWPORTS) {
  test.describe(`${viewport.width} px`, () => {
    // Colours on their way from one to the other are nobody's contrast.
    test.use({ viewport, contextOptions: { reducedMotion: "reduce" } });

    test("no screen, empty, live, past or refusing, has a violation", async ({ page }) => {
      // Every screen in every state, each looked at whole.
      test.slow();
      const book = new BookPage(page);
      const check = (state: string) => expectNoViolation(page, state);
      await book.open();
      await check("welcome");
      await page.evaluate(async () => {
        const { dispatch } = window.hindsight;
        await dispatch({
          type: "RegisterClient",
          username: "ada",
          name: "Ada",
          email: "ada@example.org",
        });
        for (const type of ["ShipOrder", "CancelOrder", ""]) {
          const orderId = `order of ${type}`;
          const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450, discount: 500 }];
          await dispatch({ type: "PlaceOrder", orderId, client: "ada", lines });
          await dispatch({ type, orderId });
        }
        await dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
      });
      for (const screen of SCREENS) {
        await page.goto(`/#/${screen}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await check(screen);
      }
      await book.goTo("Orders");
      await page.getByRole("button", { name: "Open order 3" }).click();
      await check("an order opened");
      await book.showListTools();
      await page.getByLabel("Search orders").fill("nothing like it");
      await expect(page.getByRole("button", { name: "Clear search" })).toBeVisible();
      await check("a search that finds nothing");
      await page.getByRole("button", { name: "Clear search" }).click();
      await page.getByRole("button", { name: "Edit lines" }).click();
      await check("an order edited");
      await page.getByRole("button", { name: "Leave it" }).click();
      await book.goTo("Wallets");
      await page.getByRole("button", { name: "Open the wallet of ada" }).click();
      await check("a wallet opened");
      await page.getByRole("button", { name: "What changed the wallet of ada" }).click();
      await check("a row’s menu");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 2, name: /WalletCredited/ })).toBeVisible();
      await check("an event looked into");
      for (const part of await page.getByRole("tab").all()) {
        await part.click();
        await check(`an event, ${await part.textContent()}`);
      }
      await page.getByRole("button", { name: "Close the event" }).click();
      await book.goTo("Journal");
      await page
        .getByRole("button", { name: /refused/ })
        .first()
        .click();
      await check("an attempt opened");
      await book.goTo("Orders");
      await page.getByRole("button", { name: "Open order 3" }).click();
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await page.getByRole("button", { name: "Place order" }).click();
      await check("a form with errors");
      await page.evaluate(() => window.hindsight.goTo(5));
      await page.getByRole("button", { name: "Place order" }).click();
      await expect(book.alert).toBeVisible();
      await check("a form refused in the past");
      await book.goTo("Timeline");
      await check("the past");
      await page.goto("/?book=nobody");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page).toHaveTitle("This book is not here");
      await check("a book that is not here");
    });
  });
}
