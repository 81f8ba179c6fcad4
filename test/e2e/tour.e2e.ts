import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

/** Presses a button as somebody without a pointer does. */
async function press(page: Page, name: string): Promise<void> {
  const tour = page.getByRole("complementary", { name: "Tour" });
  const button = tour.getByRole("button", { name, exact: true });
  // From the heading, where a step begins.
  for (let tabs = 0; tabs < 6; tabs += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
}

test("the tour is taken by keyboard alone, shows what it says, and can be taken again", async ({
  page,
}) => {
  // The sample is 1,730 commands, each durable before the next.
  test.setTimeout(360_000);
  const book = new BookPage(page);
  await book.open();
  const tour = page.getByRole("complementary", { name: "Tour" });
  await page.getByRole("button", { name: /^Take the tour/ }).focus();
  await page.keyboard.press("Enter");

  await expect(tour.getByRole("heading", { name: "Fill the book" })).toBeFocused();
  await press(page, "Load sample");
  await expect(page.getByText("The sample is in the book")).toBeVisible({ timeout: 240_000 });
  await tour.getByRole("heading").focus();
  await press(page, "Next");

  await expect(tour.getByRole("heading", { name: "Look at the orders" })).toBeFocused();
  await press(page, "Go to Orders");
  await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
  await tour.getByRole("heading").focus();
  await press(page, "Next");

  await expect(tour.getByRole("heading", { name: "Go back in time" })).toBeFocused();
  await press(page, "Go to the middle");
  await expect(page.getByText("You are viewing")).toBeVisible();
  await tour.getByRole("heading").focus();
  await press(page, "Next");

  await expect(tour.getByRole("heading", { name: "Try to change the past" })).toBeFocused();
  const form = book.form("Place order");
  const typed = { Client: "ALFKI", "Product code": "TEA", Quantity: "1", "Unit price": "4.50" };
  for (const [label, text] of Object.entries(typed)) {
    await form.getByLabel(label).focus();
    await page.keyboard.type(text);
  }
  await form.getByRole("button", { name: "Place order" }).focus();
  await page.keyboard.press("Enter");
  await expect(book.alert.first()).toBeVisible();
  await tour.getByRole("heading").focus();
  await press(page, "Return to live");
  await expect(page.getByText("You are viewing")).toBeHidden();
  await tour.getByRole("heading").focus();
  await press(page, "Next");

  await expect(tour.getByRole("heading", { name: "Take it with you" })).toBeFocused();
  await press(page, "Go to Transfer");
  await expect(page.getByRole("button", { name: "Export log" })).toBeVisible();
  await tour.getByRole("heading").focus();
  await press(page, "Finish");
  await expect(tour).toBeHidden();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Search clients/ }).fill("take the tour");
  await expect(page.getByRole("option", { name: /Take the tour/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(tour.getByRole("heading", { name: "Fill the book" })).toBeVisible();
  await tour.getByRole("button", { name: "Leave the tour" }).click();
  await expect(tour).toBeHidden();
});
