import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

const DAY = 86_400_000;

test("a clock before the newest change is told before anything is written", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
  await expect(page.getByText("By the clock of this device")).toBeHidden();

  await page.clock.setFixedTime(Date.now() - 400 * DAY);
  await page.reload();
  const told = page.getByText("which is later. Set the clock right before you go on");
  await expect(told).toContainText("By the clock of this device it is");

  await page.getByRole("button", { name: "The clock is right" }).click();
  await expect(told).toBeHidden();
});

test("a clock far ahead of the newest change is told, too", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
  await page.clock.setFixedTime(Date.now() + 70 * 365 * DAY);
  await page.reload();
  await expect(page.getByText("more than a year before")).toBeVisible();
});

test("rows that are dated in the future are added only after a second look", async ({ page }) => {
  const book = new BookPage(page);
  await book.open("/#/csv");
  const table = "username,date\nada,2026-01-05\nbob,2099-01-05\n";
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a table" }).click();
  const file = { name: "clients.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
  await (await choosing).setFiles(file);
  await page.getByRole("button", { name: "Check all rows" }).click();

  await expect(page.getByText("1 command is dated in the future, up to")).toContainText("2099");
  await expect(page.getByRole("button", { name: "Add 2 commands" })).toBeHidden();
  await page.getByRole("button", { name: "The dates are right" }).click();
  await page.getByRole("button", { name: "Add 2 commands" }).click();
  await expect(page.getByText("2 commands added.")).toBeVisible();
});
