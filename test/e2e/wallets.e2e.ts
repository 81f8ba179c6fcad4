import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("a wallet is credited, pays an order, and gives the money back", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.placeOrder({ client: "ada", product: "TEA", quantity: "3", price: "4.50" });

  await book.moveMoney({ client: "ada", amount: "10.00" });
  await expect(book.table("Wallets")).toContainText("€10.00");
  await book.goTo("Orders");
  await page.getByRole("button", { name: "Pay order 1" }).click();
  await page.getByRole("button", { name: "Open order 1" }).click();
  await expect(
    page.getByText("The balance is 10.00 EUR, which is less than 13.50 EUR."),
  ).toBeVisible();
  await expect(book.table("Orders")).toContainText("placed");

  await book.moveMoney({ client: "ada", amount: "5" });
  await book.goTo("Orders");
  await page.getByRole("button", { name: "Pay order 1" }).click();
  await expect(book.table("Orders")).toContainText("paid");
  await book.goTo("Wallets");
  await expect(book.table("Wallets")).toContainText("€1.50");

  await book.goTo("Orders");
  await page.getByRole("button", { name: "Cancel order 1" }).click();
  await expect(book.table("Orders")).toContainText("cancelled");
  await book.goTo("Wallets");
  await expect(book.table("Wallets")).toContainText("€15.00");
  await page.getByRole("button", { name: "Open the wallet of ada" }).click();
  const moves = page.getByRole("list", { name: "Transactions" }).getByRole("listitem");
  await expect(moves).toHaveCount(4);
  await expect(moves.first()).toContainText("Refund");
  await expect(page.getByRole("img", { name: "Balance along the timeline" })).toBeVisible();

  await moves.last().getByRole("button").click();
  await expect(book.table("Wallets")).toContainText("€10.00");
  await expect(page.getByRole("button", { name: "Return to live" })).toBeVisible();
  await book.fingerprint();
});

test("a debit beyond the balance is refused with both amounts, and what was typed stays", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.moveMoney({ client: "ada", amount: "10" });

  await book.typeMoney({ client: "ada", amount: "10.01", direction: "out" });
  const form = book.form("Move money");
  await form.getByRole("button", { name: "Debit wallet" }).click();

  await expect(form.getByRole("alert")).toHaveText(
    "The balance is 10.00 EUR, which is less than 10.01 EUR.",
  );
  await expect(form.getByLabel("Amount")).toHaveValue("10.01");
  const journal = await page.evaluate(() => window.hindsight.journal());
  expect(journal.at(-1)).toMatchObject({
    outcome: "refused",
    refusal: { code: "insufficient-funds" },
    command: { type: "DebitWallet", payload: { client: "ada", amount: 1_001 } },
  });
});

test("a checkout that was begun in a page that went away is finished by the next", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.table("Clients")).toContainText("ada");
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 500 }];
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
    // The page goes before the workflow can take its first step.
    dispatch({ type: "PayOrder", orderId: "o-1" }).then(() => window.location.reload());
  });
  await page.waitForEvent("load");
  await book.goTo("Orders");
  await expect(book.table("Orders")).toContainText("paid");
  const types = await page.evaluate(async () =>
    (await window.hindsight.readAll({ from: 7 })).map(({ type }) => type),
  );
  expect(types).toEqual(["PaymentRequested", "WalletDebited", "OrderPaid"]);
});

test("a payment that cannot be given back rests for everybody to see, until it is tried again", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch, view } = window.hindsight;
    const until = async (status: string) => {
      while (!JSON.stringify(await view("checkouts")).includes(status)) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await dispatch({ type: "RegisterClient", username: "ada" });
    const lines = [{ productCode: "TEA", quantity: 3, unitPrice: 450 }];
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 2_000 });
    await dispatch({ type: "PayOrder", orderId: "o-1" });
    await until("paid");
    // So much is in the wallet now that what was paid does not fit in again.
    const amount = Number.MAX_SAFE_INTEGER - 650;
    await dispatch({ type: "CreditWallet", client: "ada", amount });
    await dispatch({ type: "CancelOrder", orderId: "o-1" });
    await until("parked");
  });
  await book.goTo("Orders");
  await page.getByRole("button", { name: "Open order 1" }).click();
  const order = page.getByRole("article", { name: "Order 1" });
  await expect(order).toContainText("Giving the money back does not work, so it rests");

  await page.evaluate(() =>
    window.hindsight.dispatch({ type: "DebitWallet", client: "ada", amount: 5_000 }),
  );
  await order.getByRole("button", { name: "Try again" }).click();

  await expect(order).toContainText("The payment was given back.");
});
