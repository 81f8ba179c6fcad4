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

test("an order’s lines are changed while it is open, and meet a conflict line by line", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.placeOrder({ client: "ada", product: "TEA", quantity: "2", price: "4.50" });
  await page.getByRole("button", { name: "Open order 1" }).click();
  await page.getByRole("button", { name: "Edit lines" }).click();
  const form = page.getByRole("form", { name: "Edit order" });
  await expect(form.getByLabel("Unit price")).toHaveValue("4.50");
  await form.getByLabel("Quantity").fill("3");

  const other = await context.newPage();
  await new BookPage(other).open();
  await other.evaluate(async () => {
    const [order] = (await window.hindsight.view("orders")) as { id: string }[];
    const lines = [
      { productCode: "TEA", quantity: 5, unitPrice: 400 },
      { productCode: "CUP", quantity: 1, unitPrice: 900 },
    ];
    await window.hindsight.dispatch({ type: "ChangeOrderLines", orderId: order?.id, lines });
  });
  await form.getByRole("button", { name: "Save order" }).click();

  await expect(form.getByRole("alert")).toContainText("it stands at version 2");
  const conflict = form.getByRole("group", { name: "Line 1, quantity, in conflict" });
  await expect(conflict).toContainText("Yours: 3");
  await expect(conflict).toContainText("Theirs: 5");
  const first = form.getByRole("group", { name: "Line 1", exact: true });
  await expect(first.getByLabel("Unit price")).toHaveValue("4.00");
  await expect(form.getByRole("group", { name: "Line 2", exact: true })).toBeVisible();
  await form.getByRole("button", { name: "Save order" }).click();

  await expect(form).toBeHidden();
  await expect(book.table("Orders")).toContainText("€21.00");
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(3);
  await expect(history.getByText("Version 3")).toBeVisible();
  await history.getByRole("button", { name: "See the book at event 4" }).click();
  await expect(book.table("Orders")).toContainText("€9.00");
});

test("an edit that is half typed survives another screen and a reload of the record", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await page.getByRole("button", { name: "Open client ada" }).click();
  await page.getByRole("button", { name: "Edit client" }).click();
  await page.getByRole("form", { name: "Edit client" }).getByLabel("Name").fill("Half typ");
  await book.goTo("Orders");
  await page.goBack();

  const form = page.getByRole("form", { name: "Edit client" });
  await expect(form.getByLabel("Name")).toHaveValue("Half typ");
  await form.getByRole("button", { name: "Leave it" }).click();
  await expect(page.getByRole("button", { name: "Edit client" })).toBeVisible();
});
