import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("books are apart: make, rename, switch, delete by typing the name", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await page.getByRole("link", { name: /all books/ }).click();
  await page.getByLabel("Book name").fill("What if");
  await page.getByRole("button", { name: "Create book" }).click();
  await expect(page.getByRole("link", { name: /^What if/ })).toBeVisible();
  await expect(book.slider).toHaveAttribute("aria-valuemax", "0");

  await page.getByRole("link", { name: /all books/ }).click();
  const mine = page.getByRole("article", { name: "My book" });
  await mine.getByRole("button", { name: "Rename" }).click();
  await mine.getByLabel("New name").fill("The shop");
  await mine.getByRole("button", { name: "Save name" }).click();

  const whatIf = page.getByRole("article", { name: "What if" });
  await whatIf.getByRole("button", { name: "Delete" }).click();
  await whatIf.getByLabel("Type the name of the book").fill("what");
  await whatIf.getByRole("button", { name: "Delete for good" }).click();
  await expect(whatIf.getByText("Type “What if” to delete it.")).toBeVisible();
  await whatIf.getByLabel("Type the name of the book").fill("What if");
  await whatIf.getByRole("button", { name: "Delete for good" }).click();

  await expect(page.getByRole("link", { name: /^The shop/ })).toBeVisible();
  await book.goTo("Clients");
  await expect(book.table("Clients")).toContainText("ada");
});

test("an address to a book that is not here says so and leads on", async ({ page }) => {
  await page.goto("/?book=nobody-has-this");
  await expect(page.getByRole("heading", { name: "This book is not here" })).toBeVisible();
  await page.getByRole("button", { name: "Begin a new book" }).click();
  await expect(page.getByRole("slider", { name: "Timeline" })).toBeVisible();
});

test("a name that is half typed is there again after a reload", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await page.getByRole("link", { name: /all books/ }).click();
  const card = page.getByRole("article", { name: "My book" });
  for (const [button, label] of [
    ["Rename", "New name"],
    ["Delete", "Type the name of the book"],
  ] as const) {
    await card.getByRole("button", { name: button }).click();
    await card.getByLabel(label).fill("My b");
    await page.reload();
    await expect(card.getByLabel(label)).toHaveValue("My b");
    await card.getByLabel(label).fill("My book");
    if (button === "Rename") await card.getByRole("button", { name: "Save name" }).click();
  }
  await page.getByRole("button", { name: "Bookmarks" }).click();
  await page.getByLabel("Name of event 3").fill("Ada is h");
  await page.reload();
  await page.getByRole("button", { name: "Bookmarks" }).click();
  await expect(page.getByLabel("Name of event 3")).toHaveValue("Ada is h");
});
