import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation } from "./violations.ts";

test.beforeEach(async ({ page }) => {
  await new BookPage(page).open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const occurredAt = Date.UTC(2024, 4, 3, 12);
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada Lovelace", occurredAt });
    for (const productCode of ["TEA-1", "CHAI"]) {
      const lines = [{ productCode, quantity: 1, unitPrice: 450 }];
      await dispatch({
        type: "PlaceOrder",
        client: "ada",
        lines,
        occurredAt: occurredAt + 86_400_000,
      });
    }
  });
});

test("what is typed before the line is there is typed into it, and moves nothing", async ({
  page,
}) => {
  // Given a page that has not fetched the line's code yet, and gets it slowly
  const book = new BookPage(page);
  await page.route(/palette-/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.reload();
  await expect(book.slider).toHaveAttribute("aria-valuenow", /[1-9]/);

  // When a date is typed at once
  await page.keyboard.press("Control+k");
  await page.keyboard.type("31 Julu");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("y 1997");

  // Then all of it stands in the line, and the book is where it was
  const line = page.getByRole("combobox", { name: /^Search clients, orders/ });
  await expect(line).toHaveValue("31 July 1997");
  await expect(page.getByRole("banner")).toContainText("Live");
});

test("one line leads to clients, orders, events, moments and screens, by keyboard alone", async ({
  page,
}) => {
  const book = new BookPage(page);
  const line = page.getByRole("combobox", { name: /^Search clients, orders/ });
  const ask = async (text: string) => {
    await page.keyboard.press("Control+k");
    await expect(line).toBeFocused();
    await line.fill(text);
  };
  await test.step("a client by name", async () => {
    await ask("lovelace");
    await expect(page.getByRole("option", { name: /^Clients Ada Lovelace/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/clients\//);
  });
  await test.step("an order by its product", async () => {
    await ask("chai");
    await expect(page.getByRole("option", { name: /^Orders Order 2/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/orders\//);
  });
  await test.step("a product, and so the orders with it", async () => {
    await ask("tea");
    await expect(page.getByRole("option", { name: /Products TEA-1 orders with it/ })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/orders$/);
    await expect(page.getByRole("searchbox", { name: "Search orders" })).toHaveValue("TEA-1");
    await expect(page.getByRole("status", { name: "Search" })).toHaveText("1 found");
  });
  await test.step("an event by its number", async () => {
    await ask("#2");
    await page.keyboard.press("Enter");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "2");
    await ask("#3");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const event = page.getByRole("complementary", { name: "Event" });
    await expect(event.getByRole("heading", { level: 2, name: /#3/ })).toBeFocused();
    await expect(book.slider).toHaveAttribute("aria-valuenow", "2");
    await page.keyboard.press("Escape");
    await expect(event).toBeHidden();
    await expect(book.slider).toHaveAttribute("aria-valuenow", "2");
  });
  await test.step("a moment in words", async () => {
    await ask("3 May 2024");
    await page.keyboard.press("Enter");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "3");
  });
  await test.step("a screen, then what can be done", async () => {
    await ask("wall");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Wallets", level: 1 })).toBeVisible();
    await ask("return");
    await page.keyboard.press("Enter");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "5");
  });
  await test.step("nothing is said in words, and Esc leaves everything as it was", async () => {
    await ask("zzz");
    await expect(page.getByText("Nothing here is called “zzz”.")).toBeVisible();
    await expectNoViolation(page, "nothing found");
    await page.keyboard.press("Escape");
    await expect(line).toBeHidden();
    await expect(book.slider).toHaveAttribute("aria-valuenow", "5");
  });
});

test("keys lead from screen to screen, are listed, and can be switched off", async ({ page }) => {
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search orders")).toBeFocused();
  await test.step("while one types, keys are letters", async () => {
    await page.keyboard.type("gc");
    await expect(page.getByLabel("Search orders")).toHaveValue("gc");
  });
  await page.getByLabel("Search orders").blur();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help).toBeVisible();
  await expectNoViolation(page, "the keys");
  await help.getByLabel(/^Single keys do something/).uncheck();
  await help.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
});
