import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("a client is changed, and shows its versions, what changed, and the book then", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await page.getByRole("button", { name: "Open client ada" }).click();
  await page.getByRole("button", { name: "Edit client" }).click();
  const form = page.getByRole("form", { name: "Edit client" });
  await form.getByLabel("Name").fill("Ada Lovelace");
  await form.getByRole("button", { name: "Save client" }).click();

  await expect(book.table("Clients")).toContainText("Ada Lovelace");
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await expect(history.getByRole("listitem").first()).toContainText("name: Ada Lovelace");
  await history.getByRole("button", { name: "See the book at event 2" }).click();
  await expect(book.table("Clients")).not.toContainText("Ada Lovelace");
});

test("an edit that was opened on an older version meets the conflict, field by field", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada", { name: "Ada" });
  await page.getByRole("button", { name: "Open client ada" }).click();
  await page.getByRole("button", { name: "Edit client" }).click();
  const form = page.getByRole("form", { name: "Edit client" });
  await form.getByLabel("Name").fill("Ada of mine");

  const other = await context.newPage();
  await new BookPage(other).open();
  await other.evaluate(async () => {
    const change = { type: "ChangeClient", client: "ada" };
    await window.hindsight.dispatch({ ...change, name: "Ada of theirs" });
    await window.hindsight.dispatch({ ...change, phone: "123" });
  });
  await form.getByRole("button", { name: "Save client" }).click();

  await expect(form.getByRole("alert")).toContainText("stands at version 3");
  const conflict = form.getByRole("group", { name: "Name, in conflict" });
  await expect(conflict).toContainText("Yours: Ada of mine");
  await expect(conflict).toContainText("Theirs: Ada of theirs");
  await expect(form.getByLabel("Phone")).toHaveValue("123");
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue("Ada of mine");
  await form.getByRole("button", { name: "Save client" }).click();

  await expect(book.table("Clients")).toContainText("Ada of mine");
  const [client] = await page.evaluate(() => window.hindsight.view("clients") as Promise<object[]>);
  expect(client).toMatchObject({ name: "Ada of mine", phone: "123", version: 4 });
});
