import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("a refused command stands in the journal, is found by filters, and goes back into its form", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.addClient("Ada", { name: "The second" });
  await expect(book.alert).toBeVisible();

  await book.goTo("Journal");
  const attempts = book.table("Attempts");
  await expect(attempts.getByRole("row")).toHaveCount(3);
  await page.getByLabel("Outcome").selectOption("refused");
  await expect(attempts.getByRole("row")).toHaveCount(2);
  await page.getByLabel("Rule").selectOption("busy");
  await expect(attempts).not.toContainText("RegisterClient");
  await page.getByLabel("Rule").selectOption("username-taken");
  await page.getByRole("button", { name: "RegisterClient, refused at event 3" }).click();
  const attempt = page.getByRole("complementary", { name: "Attempt" });
  await expect(attempt).toContainText("username-taken");
  await attempt.getByRole("button", { name: "Copy into its form" }).click();

  const form = book.form("Add client");
  await expect(form.getByLabel("Username")).toHaveValue("Ada");
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue("The second");
  await form.getByLabel("Username").fill("ada2");
  await form.getByRole("button", { name: "Add client" }).click();
  await expect(book.table("Clients")).toContainText("The second");
});

test("a refused order, payment of money and edit go back into their forms, each filled", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada", clientId: "c-1" });
    const lines = [
      { productCode: "TEA", quantity: 2, unitPrice: 450 },
      { productCode: "CUP", quantity: 1, unitPrice: 1_205, discount: 250 },
    ];
    await dispatch({ type: "PlaceOrder", client: "nobody", lines });
    await dispatch({ type: "DebitWallet", client: "ada", amount: 1_250, currency: "USD" });
    await dispatch({ type: "ChangeClient", client: "ada", name: "Eda", expectedVersion: 9 });
    await dispatch({ type: "ShipOrder", orderId: "o-9" });
  });
  const copy = async (attempt: string) => {
    await book.goTo("Journal");
    await page.getByRole("button", { name: attempt }).click();
    await page.getByRole("button", { name: "Copy into its form" }).click();
  };

  await copy("PlaceOrder, refused");
  const order = book.form("Place order");
  await expect(order.getByLabel("Client")).toHaveValue("nobody");
  const second = order.getByRole("group", { name: "Line 2" });
  await expect(second.getByLabel("Product code")).toHaveValue("CUP");
  await expect(second.getByLabel("Unit price")).toHaveValue("12.05");
  await expect(second.getByLabel("Discount %")).toHaveValue("2.50");

  await copy("DebitWallet, refused");
  const money = book.form("Move money");
  await expect(money.getByLabel("Amount")).toHaveValue("12.50");
  await expect(money.getByLabel("Currency")).toHaveValue("USD");
  await expect(money.getByRole("button", { name: "Debit wallet" })).toBeVisible();

  await copy("ChangeClient, refused");
  const edit = page.getByRole("form", { name: "Edit client" });
  await expect(edit.getByLabel("Name")).toHaveValue("Eda");
  await edit.getByRole("button", { name: "Save client" }).click();
  await expect(book.table("Clients")).toContainText("Eda");
});

test("the journal shows what had been asked at the moment of the cursor", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.addClient("bob");
  await book.goTo("Journal");
  const attempts = book.table("Attempts");
  await expect(attempts.getByRole("row")).toHaveCount(3);

  await page.evaluate(() => window.hindsight.goTo(3));
  await expect(attempts.getByRole("row")).toHaveCount(2);
  await expect(attempts).not.toContainText("bob");
  await page.evaluate(() => window.hindsight.goTo("live"));
  await expect(attempts.getByRole("row")).toHaveCount(3);
});

test("the journal travels with the log: what was refused is there after an import, with its reason", async ({
  page,
  browser,
}) => {
  // given a book with an accepted command and a refused one, exported
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.form("Add client").getByRole("status")).toContainText("ada");
  await book.addClient("ADA");
  await expect(book.form("Add client").getByRole("alert")).toContainText("is taken");
  const { text } = await book.exportFile();
  const journal = await page.evaluate(() => window.hindsight.journal());

  // when it is imported elsewhere
  const other = new BookPage(await (await browser.newContext()).newPage());
  await other.open("/#/transfer");
  await other.importFile("book.ndjson", text);
  await expect(other.page.getByText("The journal gets 2 commands from it.")).toBeVisible();

  // then both stand in the journal there, with all that is known of them
  await other.goTo("Journal");
  await expect(
    other.table("Attempts").getByRole("row", { name: /RegisterClient.*ADA/s }),
  ).toBeVisible();
  expect(await other.page.evaluate(() => window.hindsight.journal())).toEqual(journal);

  // and a file whose journal was changed is refused by line
  await other.goTo("Transfer");
  await other.importFile("changed.ndjson", text.replace("is taken", "is free"));
  await expect(other.alert).toContainText("Line 5: wrong hash");
  await other.page.context().close();
});
